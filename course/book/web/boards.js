/* Draws the boards that stand in this page, without a kernel and without a widget manager.
   A board is one self-contained ES module (`_esm`) with the anywidget interface: it gets a model with
   get, set and on, and an element to draw in. Nothing here knows what a board does. */
(function () {
  "use strict";
  var STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
  var words = document.currentScript.dataset;
  var styled = new Set();
  var modules = new Map();

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

  function load(code) {
    if (!modules.has(code)) {
      var address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
      modules.set(code, import(address).then(function (module) {
        URL.revokeObjectURL(address);
        var made = module.default || module;
        return typeof made === "function" ? made() : made;
      }));
    }
    return modules.get(code);
  }

  function dress(css) {
    if (!css || styled.has(css)) return;
    styled.add(css);
    var style = document.createElement("style");
    style.textContent = css;
    document.head.append(style);
  }

  function part(boards, values, name) {
    var own = values[name];
    return own && own.same_as ? boards[own.same_as].state[name] : own;
  }

  async function draw(slot, boards, models) {
    var id = slot.dataset.boardModel, board = boards[id];
    if (!board) throw new Error("no stored state for board " + id);
    dress(part(boards, board.state, "_css"));
    var widget = await load(part(boards, board.state, "_esm"));
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

  var boards = {}, models = new Map();
  document.querySelectorAll(STATE).forEach(function (script) { Object.assign(boards, JSON.parse(script.textContent).state); });
  document.querySelectorAll("[data-board-model]").forEach(function (slot) {
    slot.setAttribute("aria-busy", "true");
    draw(slot, boards, models).catch(function (fault) { confess(slot, fault); });
  });
})();
