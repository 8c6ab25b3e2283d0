/* Keeps fragments fresh: <div data-live="/address" data-every="2">. Answers 304 cost nothing; a failing network is
   asked less and less often; a hidden page and a fragment that holds the focus are left alone. */
(function () {
  "use strict";
  var LONGEST = 30;

  function follow(box) {
    var every = Number(box.dataset.every) || 2;
    var wait = every;
    var tag = null;
    var timer = 0;

    function later() {
      clearTimeout(timer);
      if (!document.hidden) { timer = setTimeout(ask, wait * 1000); }
    }

    function show(html) {
      if (box.contains(document.activeElement)) { tag = null; return; }
      box.innerHTML = html;
      box.dispatchEvent(new CustomEvent("live", { bubbles: true }));
    }

    function ask() {
      var headers = { "X-Fragment": "1" };
      if (tag) { headers["If-None-Match"] = tag; }
      fetch(box.dataset.live, { headers: headers, cache: "no-store", credentials: "same-origin" }).then(function (answer) {
        if (answer.status === 304) { return null; }
        if (!answer.ok) { throw new Error(String(answer.status)); }
        tag = answer.headers.get("ETag");
        return answer.text();
      }).then(function (html) {
        if (html !== null) { show(html); }
        wait = every;
        box.removeAttribute("data-stale");
      }).catch(function () {
        wait = Math.min(wait * 2, LONGEST);
        box.setAttribute("data-stale", "");
      }).then(later);
    }

    document.addEventListener("visibilitychange", function () {
      clearTimeout(timer);
      if (!document.hidden) { wait = every; ask(); }
    });
    later();
  }

  document.querySelectorAll("[data-live]").forEach(follow);
}());
