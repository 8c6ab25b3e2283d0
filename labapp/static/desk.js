/* The desk by keyboard: data-key="N" on a link, button or field answers to that key while nobody is typing.
   Discreet mode hides names and is one key away (D). No browser tells of a mirrored screen, but a wall that was opened
   ([data-wall]) while the desktop is not extended must be on this very screen: then names are hidden at once. */
(function () {
  "use strict";
  var body = document.body;
  var warning = document.getElementById("mirrored");
  var keys = localStorage.getItem("keys") !== "off";

  function button(name) { return document.querySelector('[data-switch="' + name + '"]'); }

  function press(name, on) {
    var tool = button(name);
    if (tool) { tool.hidden = false; tool.setAttribute("aria-pressed", String(on)); }
  }

  function discreet(on) {
    if (!on) { localStorage.removeItem("wall"); }
    body.classList.toggle("discreet", on);
    document.cookie = "discreto=" + (on ? "1" : "0") + "; path=/; max-age=43200; SameSite=Strict";
    press("discreet", on);
  }

  function shortcuts(on) {
    keys = on;
    localStorage.setItem("keys", on ? "on" : "off");
    press("keys", on);
  }

  function typing(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-wall]")) { localStorage.setItem("wall", "open"); mirrored(); }
    var tool = event.target.closest("[data-switch]");
    if (!tool) { return; }
    var on = tool.getAttribute("aria-pressed") !== "true";
    if (tool.dataset.switch === "discreet") { discreet(on); } else { shortcuts(on); }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (!keys || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) { return; }
    var key = event.key.toUpperCase();
    if (key === "D") { discreet(!body.classList.contains("discreet")); return; }
    if (!/^[A-Z0-9?]$/.test(key)) { return; }
    var target = document.querySelector('[data-key="' + key + '"]');
    if (!target) { return; }
    event.preventDefault();
    target.focus();
    if (!typing(target)) { target.click(); }
  });

  function mirrored() {
    if (!localStorage.getItem("wall") || window.screen.isExtended === true) { return; }
    warning.hidden = false;
    discreet(true);
  }

  press("keys", keys);
  press("discreet", body.classList.contains("discreet"));
  mirrored();
}());
