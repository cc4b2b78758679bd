// Copying as rich text. Runs with panel.js, in the same scope.
