"""What the server itself refuses, asked without a browser."""

import json
import urllib.error
import urllib.request

import pytest


def test_large_uploads_are_refused(served):
    body = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="f.txt"\r\n\r\n'
        + b"a" * 21_000_000
        + b"\r\n--x--\r\n"
    )
    request = urllib.request.Request(
        f"{served.url}gradio_api/upload",
        data=body,
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    refused.value.close()
    assert refused.value.code == 413


def test_no_handler_is_offered_as_an_api(served):
    with urllib.request.urlopen(f"{served.url}gradio_api/info", timeout=10) as answer:
        offered = json.load(answer)
    assert offered["named_endpoints"] == {}


@pytest.mark.parametrize("path", ["etc/passwd", "proc/self/environ"])
def test_files_of_the_machine_are_not_given_out(served, path):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{served.url}gradio_api/file=/{path}", timeout=10)
    refused.value.close()
    assert refused.value.code in (403, 404)
