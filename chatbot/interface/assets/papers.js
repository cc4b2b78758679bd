// The Papers tab. Runs with panel.js, in the same scope.
