/* Writing at the desk: a part of a document is kept on the server while somebody writes ([data-autosave] holds the
   address), and a ready text goes to the clipboard ([data-copy] names its field). Without this file one presses Save. */
(function () {
  "use strict";
  var PAUSE = 4000;

  document.querySelectorAll("[data-autosave]").forEach(function (place) {
    var form = place.querySelector("form");
    var told = place.querySelector("[data-saved]");
    var seen = form.querySelector("[name=seen]");
    var timer = null;
    var busy = false;
    var stopped = false;
    var held = false;
    var last = written();

    function written() {
      return Array.from(form.querySelectorAll("textarea, select, input[type=text]"), function (field) {
        return field.value;
      }).join("\n");
    }

    function later() { clearTimeout(timer); timer = setTimeout(keep, PAUSE); }

    // Whoever presses Save while the words of a moment ago are on their way sends theirs after those arrived.
    function ended() {
      busy = false;
      if (held) { form.submit(); }
    }

    function answered(text, reply) {
      if (reply.seen) { seen.value = reply.seen; }
      if (reply.seen || reply.goes_on) { last = text; } else { stopped = true; }
      told.textContent = reply.said;
      ended();
      if (!stopped && written() !== last) { later(); }
    }

    function keep() {
      var text = written();
      if (stopped || text === last) { return; }
      if (busy) { later(); return; }
      busy = true;
      fetch(place.dataset.autosave, { method: "POST", body: new FormData(form), credentials: "same-origin" })
        .then(function (response) { return response.json(); })
        .then(function (reply) { answered(text, reply); })
        .catch(function () { ended(); later(); });
    }

    form.addEventListener("input", later);
    form.addEventListener("focusout", function (event) { if (!form.contains(event.relatedTarget)) { keep(); } });
    form.addEventListener("submit", function (event) {
      stopped = true;
      clearTimeout(timer);
      if (busy) { held = true; event.preventDefault(); }
    });
  });

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var field = document.getElementById(button.dataset.copy);
      field.select();
      if (navigator.clipboard) { navigator.clipboard.writeText(field.value); } else { document.execCommand("copy"); }
      button.textContent = button.dataset.copied;
    });
  });
}());
