// Charts redrawn from the text. Runs with panel.js, in the same scope.
