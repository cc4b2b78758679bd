"""Copying quotations with their citations, as a person does it."""

from .conftest import DESKTOP, PHONE

READ = """async () => {
  const [item] = await navigator.clipboard.read();
  const of = async (type) => (await item.getType(type)).text();
  return { types: item.types, plain: await of("text/plain"), html: await of("text/html") };
}"""


def copied(guest, link):
    link.click()
    guest.page.wait_for_selector(".copied")
    found = guest.page.evaluate(READ)
    guest.page.wait_for_selector(".copied", state="detached")
    return found


def test_a_quote_is_copied_as_plain_and_rich_text(visit, served):
    guest = visit(served.url, DESKTOP, color_scheme="light").open()  # it remembers the style
    answer = guest.ask("Did hallin grow?")
    quote = answer.locator("blockquote").first.inner_text()
    found = copied(guest, answer.locator("a.copy").first)
    assert set(found["types"]) >= {"text/plain", "text/html"}
    assert found["plain"].startswith(f"“{quote}” (")
    assert quote in found["html"]
    guest.open_chip(answer)
    guest.page.select_option("[data-copy-style]", "chicago-notes")
    again = copied(guest, guest.page.get_by_role("button", name="Copy quote"))
    assert again["plain"].startswith(f"“{quote}”\n\n")
    cited = copied(guest, guest.page.get_by_role("button", name="Copy Note citation"))
    assert cited["plain"] in again["plain"]
    assert "<i>" in cited["html"] or cited["html"]
    assert guest.complaints == []
    assert guest.outside == []


def test_copying_works_without_the_browsers_clipboard_and_by_keyboard(visit, served):
    guest = visit(served.url, PHONE).open()
    answer = guest.ask("Did hallin grow?")
    write = "() => { navigator.clipboard.write = () => Promise.reject(new Error('no')); }"
    guest.page.evaluate(write)
    link = answer.locator("a.copy").first
    assert link.get_attribute("title") == "Copy the quote with its citation"
    link.focus()
    guest.page.keyboard.press("Enter")
    guest.page.wait_for_selector(".copied")
    found = guest.page.evaluate(READ)
    assert found["plain"].startswith("“")
    assert "<p" in found["html"] or "<blockquote" in found["html"]
    assert not guest.scrolls_sideways()
