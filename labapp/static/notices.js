/* A tap on a way to write (data-tells) also presses the button that notes it; without script these are two taps. */
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    var way = event.target.closest("[data-tells]");
    var note = way && document.getElementById(way.dataset.tells);
    if (note) { setTimeout(function () { note.form.requestSubmit(note); }, 400); }
  });
}());
