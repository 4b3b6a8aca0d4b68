/* Draws the boards that stand in this page, without a kernel and without a widget manager.
   A board has the anywidget interface: it gets a model with get, set and on, and an element to draw in. Its script stands
   in front of this one and has put it in `courseBoards`, under the name that the state calls `_esm`. Nothing here knows
   what a board does. */
(function () {
  "use strict";
  var STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
  var words = document.currentScript.dataset;

  function makeModel(stored) {
    var values = Object.assign({}, stored), listeners = new Map();
    function tell(event) {
      var rest = Array.prototype.slice.call(arguments, 1);
      (listeners.get(event) || []).slice().forEach(function (listen) { listen.apply(null, rest); });
    }
    var model = {
      get: function (name) { return values[name]; },
      set: function (name, value) {
        var asked = typeof name === "object" ? name : { [name]: value };
        var changed = Object.keys(asked).filter(function (key) { return values[key] !== asked[key]; });
        changed.forEach(function (key) { values[key] = asked[key]; });
        changed.forEach(function (key) { tell("change:" + key, model, values[key]); });
        if (changed.length) tell("change", model);
      },
      on: function (names, listen) {
        names.split(" ").forEach(function (name) { listeners.set(name, (listeners.get(name) || []).concat(listen)); });
      },
      off: function (names, listen) {
        if (names == null) return listeners.clear();
        names.split(" ").forEach(function (name) {
          listeners.set(name, listen ? (listeners.get(name) || []).filter(function (one) { return one !== listen; }) : []);
        });
      },
      save_changes: function () {},
      send: function () {},
    };
    return model;
  }

  async function draw(slot, boards, models) {
    var id = slot.dataset.boardModel, board = boards[id];
    if (!board) throw new Error("no stored state for board " + id);
    var widget = (self.courseBoards || {})[board.state._esm];
    if (!widget) throw new Error("no script for board " + id);
    if (!models.has(id)) {
      var model = makeModel(board.state);
      models.set(id, model);
      if (widget.initialize) await widget.initialize({ model: model });
    }
    var place = document.createElement("div");
    slot.append(place);
    await widget.render({ model: models.get(id), el: place, signal: new AbortController().signal });
    slot.querySelector(".board-wait").remove();
    slot.removeAttribute("aria-busy");
    slot.dataset.drawn = "";
  }

  function confess(slot, fault) {
    var box = document.createElement("div"), line = document.createElement("p");
    var more = document.createElement("details"), head = document.createElement("summary"), said = document.createElement("code");
    box.className = "board-failed";
    box.setAttribute("role", "alert");
    line.textContent = words.failed;
    head.textContent = words.details;
    said.textContent = String(fault && fault.message || fault);
    more.append(head, said);
    box.append(line, more);
    slot.replaceChildren(box);
    slot.removeAttribute("aria-busy");
    console.error(fault);
  }

  /* The browser lays a part out when it comes near; from then on the board in it must not be held inside the part. */
  function letLoose(part) {
    if (part) part.addEventListener("contentvisibilityautostatechange", function (event) { if (!event.skipped) part.dataset.near = ""; });
  }

  /* One board at a time, with room between them for a finger or a key: the exercise first, then the rest in reading order. */
  async function drawAll(slots, boards) {
    var models = new Map();
    for (var slot of slots) {
      await draw(slot, boards, models).catch(confess.bind(null, slot));
      await new Promise(function (next) { setTimeout(next, 0); });
    }
  }

  var boards = {};
  document.querySelectorAll(STATE).forEach(function (script) { Object.assign(boards, JSON.parse(script.textContent).state); });
  var slots = Array.from(document.querySelectorAll("[data-board-model]"));
  slots.forEach(function (slot) {
    slot.setAttribute("aria-busy", "true");
    letLoose(slot.closest("section"));
  });
  slots.sort(function (one, other) { return ("exercise" in other.dataset) - ("exercise" in one.dataset); });
  drawAll(slots, boards);
})();
