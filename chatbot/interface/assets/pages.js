// Rendered pages in the Source panel. Runs with panel.js, in the same scope.
