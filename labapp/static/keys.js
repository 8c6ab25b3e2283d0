/* A page of the wall by keyboard: data-key="C" on a link or button answers to that key while nobody is typing. */
(function () {
  "use strict";
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    var key = event.key.toUpperCase();
    var target = /^[A-Z]$/.test(key) && document.querySelector('[data-key="' + key + '"]');
    if (target) { event.preventDefault(); target.click(); }
  });
}());
