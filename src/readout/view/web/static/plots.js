'use strict';
// Plots that the server drew: moving among marks by keys, words beside the pointer, zoom without a new page.
(() => {
  const NEXT = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  // One mark of a plot is reached by Tab, the others by arrows.
  const ready = () => document.querySelectorAll('[data-marks]').forEach(svg => {
    svg.querySelectorAll('.mark').forEach((mark, i) => mark.setAttribute('tabindex', i ? -1 : 0));
  });
  document.addEventListener('keydown', event => {
    const mark = event.target.closest?.('[data-marks] .mark');
    const marks = mark && [...mark.closest('[data-marks]').querySelectorAll('.mark')];
    if (!marks) return;
    const at = marks.indexOf(mark);
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? marks.length - 1 : NEXT[event.key] && at + NEXT[event.key];
    if (to === undefined || !marks[to]) return;
    event.preventDefault();
    mark.setAttribute('tabindex', -1);
    marks[to].setAttribute('tabindex', 0);
    marks[to].focus();
  });

  // Words beside a mark.
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  tip.setAttribute('aria-hidden', 'true');
  document.body.append(tip);
  const show = (owner, x, y) => {
    tip.textContent = owner.dataset.tip || owner.getAttribute('aria-label');
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = Math.max(4, Math.min(x + 14, innerWidth - box.width - 8)) + 'px';
    tip.style.top = (y + 18 + box.height > innerHeight ? y - box.height - 10 : y + 18) + 'px';
  };
  document.addEventListener('pointermove', event => {
    const owner = event.target.closest?.('[data-tip]');
    if (owner && !drag && !brush) show(owner, event.clientX, event.clientY); else tip.hidden = true;
    near(event.target.closest?.('[data-node]'));
  });
  document.addEventListener('focusin', event => {
    const owner = event.target.closest?.('[data-tip]');
    near(event.target.closest?.('[data-node]'));
    if (!owner || !owner.matches(':focus-visible')) return;
    const box = owner.getBoundingClientRect();
    show(owner, box.right, box.top);
  });
  document.addEventListener('focusout', () => { tip.hidden = true; });

  // Those who have to do with an actor.
  let nearest = null;
  const near = node => {
    if (node === nearest) return;
    nearest = node;
    document.querySelectorAll('[data-network]').forEach(svg => {
      svg.classList.toggle('narrowed', !!node);
      if (!node) return;
      const name = node.dataset.node, names = new Set([name]);
      svg.querySelectorAll('.edge').forEach(edge => {
        const held = edge.dataset.a === name || edge.dataset.b === name;
        edge.classList.toggle('near', held);
        if (held) names.add(edge.dataset.a).add(edge.dataset.b);
      });
      svg.querySelectorAll('[data-node]').forEach(one => one.classList.toggle('near', names.has(one.dataset.node)));
    });
  };

  // The same page at another address, in place. What fails becomes a plain visit.
  let asked = 0;
  const swap = async (address, push = true) => {
    const own = ++asked;
    const focus = document.activeElement?.getAttribute?.('aria-label');
    try {
      const answer = await fetch(address, { headers: { Accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = page.querySelector('[data-swap]'), held = document.querySelector('[data-swap]');
      if (own !== asked) return;
      if (!answer.ok || !fresh || !held) { location.assign(address); return; }
      tip.hidden = true;
      held.replaceWith(fresh);
      const form = page.querySelector('.filter'), old = document.querySelector('.filter');
      if (form && old) old.replaceWith(form);
      const nav = page.querySelector('.top nav'), was = document.querySelector('.top nav');
      if (nav && was) was.replaceWith(nav);
      if (push) history.pushState({ swapped: true }, '', address);
      ready();
      if (focus) [...document.querySelectorAll('[aria-label]')].find(e => e.getAttribute('aria-label') === focus)?.focus();
    } catch { location.assign(address); }
  };
  addEventListener('popstate', () => { if (document.querySelector('[data-swap]')) swap(location.href, false); });
  document.addEventListener('click', event => {
    if (moved) { event.preventDefault(); moved = false; return; }
    const link = event.target.closest?.('a[data-go]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    swap(link.href?.baseVal ?? link.href);
  });
  addEventListener('dragstart', event => { if (event.target.closest?.('.plot')) event.preventDefault(); });

  // Map: drag, wheel, plus and minus.
  let drag = null, moved = false, brush = null, pinch = null;
  const fingers = new Map();
  const apart = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a.x - b.x, a.y - b.y); };
  const shift = (svg, dx, dy) => svg.querySelector('[data-move]').setAttribute('transform', `translate(${dx} ${dy})`);
  // A finger is less steady than a mouse.
  const still = type => type === 'touch' ? 12 : 4;
  const rad = Math.PI / 180;
  const north = lat => Math.log(Math.tan(Math.PI / 4 + lat * rad / 2)) / rad;
  const latitude = y => 2 * Math.atan(Math.exp(y * rad)) / rad - 90;
  const goto = (svg, dx, dy, zoom) => {
    // dx, dy: pixels of the plot from its middle to the new middle, at the zoom it has.
    const { lon, lat, scale } = svg.dataset;
    const x = ((+lon + dx * scale + 540) % 360 + 360) % 360 - 180;
    const y = Math.max(-70, Math.min(78, latitude(north(+lat) - dy * scale)));
    const address = new URL(svg.dataset.goTo, location.href);
    address.searchParams.set('at', `${y.toFixed(4)},${x.toFixed(4)}`);
    address.searchParams.set('z', Math.max(0, Math.min(+svg.dataset.nearest, zoom)));
    swap(address.href);
  };
  const ratio = svg => svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
  document.addEventListener('pointerdown', event => {
    moved = false;
    const svg = event.target.closest?.('[data-map]');
    if (svg && event.pointerType === 'touch') {
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      // A second finger ends the move and begins to pinch.
      if (fingers.size === 2) { pinch = { svg, wide: apart() }; drag = null; shift(svg, 0, 0); return; }
    }
    if (svg && !event.button && event.pointerType !== 'pen' && !pinch) drag = { svg, x: event.clientX, y: event.clientY };
    const line = event.target.closest?.('[data-brush]');
    const column = event.target.closest?.('[data-from]');
    if (line && column && !event.button && event.pointerType === 'mouse') brush = { svg: line, from: column, to: column };
  });
  document.addEventListener('pointermove', event => {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (drag) {
      const k = ratio(drag.svg), dx = (event.clientX - drag.x) * k, dy = (event.clientY - drag.y) * k;
      if (Math.hypot(dx, dy) > still(event.pointerType)) moved = true;
      if (moved) shift(drag.svg, dx, dy);
    }
    if (brush) {
      const column = event.target.closest?.('[data-from]');
      if (column && column !== brush.to) {
        brush.to = column;
        moved = true;
        const all = [...brush.svg.querySelectorAll('[data-from]')], ends = [all.indexOf(brush.from), all.indexOf(column)].sort((a, b) => a - b);
        all.forEach((one, i) => (one.querySelector('.column') ?? one).classList.toggle('brushed', i >= ends[0] && i <= ends[1]));
      }
    }
  });
  document.addEventListener('pointerup', event => {
    if (pinch && fingers.size === 2) {
      const step = Math.round(Math.log2(apart() / Math.max(pinch.wide, 1)) * 1.3), zoom = +pinch.svg.dataset.zoom + step;
      const [a, b] = [...fingers.values()], view = pinch.svg.viewBox.baseVal;
      const box = pinch.svg.getBoundingClientRect(), k = ratio(pinch.svg);
      const dx = ((a.x + b.x) / 2 - box.left) * k - view.width / 2, dy = ((a.y + b.y) / 2 - box.top) * k - view.height / 2;
      moved = true;
      if (step && zoom >= 0 && zoom <= +pinch.svg.dataset.nearest) goto(pinch.svg, dx * (1 - 2 ** -step), dy * (1 - 2 ** -step), zoom);
    }
    fingers.delete(event.pointerId);
    if (!fingers.size) pinch = null;
    if (drag && moved) {
      const k = ratio(drag.svg);
      goto(drag.svg, -(event.clientX - drag.x) * k, -(event.clientY - drag.y) * k, Math.max(1, +drag.svg.dataset.zoom));
    }
    if (brush && moved) {
      const days = [brush.from, brush.to].flatMap(one => [one.dataset.from, one.dataset.to]).sort();
      const address = new URL(brush.svg.dataset.brush, location.href);
      address.searchParams.set('from', days[0]);
      address.searchParams.set('to', days[3]);
      swap(address.href);
    }
    drag = brush = null;
    // The click that ends a drag comes after this, if at all.
    setTimeout(() => { moved = false; }, 0);
  });
  document.addEventListener('pointercancel', event => {
    fingers.delete(event.pointerId);
    if (!fingers.size) pinch = null;
    if (drag) shift(drag.svg, 0, 0);
    drag = brush = null;
    moved = false;
  });
  let wheel = 0;
  document.addEventListener('wheel', event => {
    const svg = event.target.closest?.('[data-map]');
    // Without a key the wheel scrolls the page.
    if (!svg || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (Date.now() - wheel < 250) return;
    wheel = Date.now();
    const step = event.deltaY < 0 ? 1 : -1, zoom = +svg.dataset.zoom + step;
    if (zoom < 0 || zoom > +svg.dataset.nearest) return;
    const box = svg.getBoundingClientRect(), k = ratio(svg);
    const dx = (event.clientX - box.left) * k - svg.viewBox.baseVal.width / 2, dy = (event.clientY - box.top) * k - svg.viewBox.baseVal.height / 2;
    // What is under the pointer stays there.
    const share = step > 0 ? .5 : -1;
    goto(svg, dx * share, dy * share, zoom);
  }, { passive: false });
  document.addEventListener('dblclick', event => {
    const svg = event.target.closest?.('[data-map]');
    if (!svg || event.target.closest('.circle')) return;
    event.preventDefault();
  });
  document.addEventListener('keydown', event => {
    if (event.target.closest('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
    const link = { '+': '[data-in]', '=': '[data-in]', '-': '[data-out]' }[event.key];
    if (link) document.querySelector(link)?.click();
  });
  ready();
})();
