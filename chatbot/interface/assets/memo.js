// The Memo tab and what adds to it. Runs with panel.js, in the same scope.
