'use strict';
// Fields and their words, in both directions. All is offsets: code points into the text of the article.
(() => {
  const page = document.querySelector('.reading');
  const text = document.getElementById('text'), panel = document.getElementById('panel');
  const live = document.getElementById('live'), permalink = document.querySelector('.permalink');
  if (!page || !text || !panel) return;
  const from = Number(page.dataset.from), to = Number(page.dataset.to);

  const words = [...text.querySelectorAll('[data-s]')].map(node => (
    { node, s: Number(node.dataset.s), e: Number(node.dataset.e) }));
  const spansOf = node => (node.dataset.at || '').split(' ').filter(Boolean).map(pair => {
    const [s, e] = pair.split('-').map(Number);
    return { s, e, kind: node.dataset.kind };
  });
  const items = [...panel.querySelectorAll('[data-key]')].map(node => {
    const fields = [...node.querySelectorAll('[data-at]')].map(f => ({ node: f, spans: spansOf(f) }));
    return { node, key: node.dataset.key, kind: node.dataset.kind, fields };
  });
  const itemOf = node => items.find(item => item.node === node.closest('[data-key]'));
  const smooth = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  let chosen = null, atWord = -1;

  // --- lighting
  const clear = () => {
    for (const { node } of words) node.classList.remove('lit', 'l-main', 'l-actor', 'l-place', 'l-time', 'l-quantity');
    for (const node of panel.querySelectorAll('.on')) node.classList.remove('on');
    for (const node of panel.querySelectorAll('[aria-current]')) node.removeAttribute('aria-current');
    for (const span of [...text.querySelectorAll('.here')]) {
      const parent = span.parentNode;
      span.replaceWith(...span.childNodes);
      parent.normalize();
    }
    chosen = null;
  };
  const light = (spans, main) => {
    let first = null;
    for (const span of spans) {
      for (const word of words) {
        if (word.s >= span.e || word.e <= span.s || word.s === word.e) continue;
        word.node.classList.add('lit');
        word.node.classList.add(span.kind === main ? 'l-main' : 'l-' + span.kind);
        if (!first || (span.kind === main && !first.main)) first = { node: word.node, main: span.kind === main };
      }
    }
    return first && first.node;
  };
  const show = node => {
    if (!node) return;
    node.closest('details')?.setAttribute('open', '');
    const box = node.getBoundingClientRect();
    const low = innerWidth < 768 ? innerHeight * .55 : innerHeight - 60;
    if (box.top < 60 || box.bottom > low) node.scrollIntoView({ block: innerWidth < 768 ? 'start' : 'center', behavior: smooth });
  };
  const showInPanel = node => {
    node.closest('details').open = true;
    const box = node.getBoundingClientRect(), frame = panel.getBoundingClientRect();
    if (box.top < frame.top + 8 || box.bottom > frame.bottom - 8) {
      panel.scrollBy({ top: box.top - frame.top - frame.height / 3, behavior: smooth });
    }
  };
  const hash = (s, e) => history.replaceState(null, '', `#c=${s}-${e}`);

  // --- a field was chosen: its words
  const choose = (item, field = null, { scroll = true, link = true } = {}) => {
    clear();
    chosen = item;
    item.node.classList.add('on');
    item.node.querySelector('a.claim')?.setAttribute('aria-current', 'true');
    const spans = (field ? [field] : item.fields).flatMap(f => f.spans);
    if (field) field.node.classList.add('on');
    const first = light(spans, field ? field.node.dataset.kind : item.kind);
    if (scroll) show(first);
    const best = spans.find(span => span.kind === item.kind) || spans[0];
    if (best && link) hash(best.s, best.e);
    live.textContent = item.node.querySelector('.claim').textContent.trim();
    document.dispatchEvent(new CustomEvent('readout:claim', { detail: { key: item.key, kind: item.kind } }));
  };

  // --- words were chosen: their fields
  const chooseWords = (s, e, { link = true } = {}) => {
    clear();
    const hits = [];
    for (const item of items) {
      for (const field of item.fields) {
        for (const span of field.spans) {
          if (span.s < e && span.e > s) hits.push({ item, field, size: span.e - span.s, own: field.node.dataset.kind === item.kind });
        }
      }
    }
    // What was read from just these words comes before what was read from the whole sentence.
    hits.sort((a, b) => b.own - a.own || a.size - b.size);
    for (const { item, field } of hits) { item.node.classList.add('on'); field.node.classList.add('on'); }
    light([{ s, e, kind: 'main' }], 'main');
    if (hits.length) {
      chosen = hits[0].item;
      const close = hits.filter(hit => hit.size === hits[0].size && hit.own === hits[0].own);
      for (const hit of close) hit.item.node.closest('details').open = true;
      showInPanel(hits[0].item.node);
    }
    if (link) hash(s, e);
    live.textContent = new Set(hits.map(hit => hit.item)).size + ' fields were read from these words';
    document.dispatchEvent(new CustomEvent('readout:words', { detail: { start: s, end: e } }));
  };

  panel.addEventListener('click', event => {
    if (event.target.closest('a:not(.claim)')) return;
    const item = itemOf(event.target);
    if (!item) return;
    event.preventDefault();
    const node = event.target.closest('[data-at]');
    const field = node && item.fields.find(f => f.node === node);
    choose(item, field && field.node.dataset.kind !== item.kind ? field : null);
  });
  text.addEventListener('click', event => {
    const goto = event.target.closest('[data-goto]');
    if (goto) {
      const item = items.find(one => one.key === goto.dataset.goto);
      if (item) { event.preventDefault(); choose(item, null, { scroll: false }); showInPanel(item.node); }
      return;
    }
    const mark = event.target.closest('mark');
    if (mark && String(getSelection()) === '') chooseWords(Number(mark.dataset.s), Number(mark.dataset.e));
  });

  // --- keys
  const visible = () => items.filter(item => item.node.closest('details').open);
  const step = by => {
    const list = visible();
    if (!list.length) return;
    let at = list.indexOf(chosen);
    at = at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1);
    choose(list[at], null, { scroll: true });
    showInPanel(list[at].node);
  };
  const marks = words.filter(word => word.node.tagName === 'MARK');
  const stepWord = by => {
    if (!marks.length) return;
    atWord = Math.min(Math.max(atWord + by, 0), marks.length - 1);
    const { node, s, e } = marks[atWord];
    chooseWords(s, e);
    show(node);
  };
  const keys = window.readout.keys;
  const own = {
    j: ['next thing that was read', () => step(1)],
    k: ['the one before', () => step(-1)],
    n: ['next marked words of the text', () => stepWord(1)],
    p: ['the ones before', () => stepWord(-1)],
    Enter: ['to the words of what is chosen', () => {
      if (!chosen) return false;
      const lit = text.querySelector('.l-main') || text.querySelector('.lit, .here');
      if (lit) { lit.tabIndex = -1; lit.focus({ preventScroll: true }); show(lit); }
    }],
    Escape: ['nothing chosen', () => {
      document.querySelector('dialog.keys')?.close();
      clear();
      getSelection().removeAllRanges();
      history.replaceState(null, '', location.pathname + location.search);
    }],
  };
  Object.assign(keys, own);

  // --- spans in the address
  const wrap = (s, e) => {
    let first = null;
    for (const word of words) {
      if (word.s >= e || word.e <= s) continue;
      const node = word.node.firstChild;
      if (!node || node.nodeType !== 3) continue;
      const points = [...node.data];
      const before = points.slice(0, Math.max(s - word.s, 0)).join('').length;
      const until = points.slice(0, Math.min(e, word.e) - word.s).join('').length;
      const range = document.createRange();
      range.setStart(node, before);
      range.setEnd(node, until);
      const span = document.createElement('span');
      span.className = 'here';
      range.surroundContents(span);
      first = first || span;
    }
    return first;
  };
  const follow = () => {
    const found = /^#c=(\d{1,12})(?:-(\d{1,12}))?$/.exec(location.hash);
    if (!found) return;
    const s = Number(found[1]), e = found[2] ? Number(found[2]) : s + 1;
    if ((s < from || s >= to) && s < Number(page.dataset.length)) {
      const wanted = '?at=' + s;
      if (location.search !== wanted) { location.replace(wanted + location.hash); return; }
    }
    chooseWords(s, e, { link: false });
    for (const { node } of words) node.classList.remove('lit', 'l-main');
    show(wrap(s, e));
  };
  addEventListener('hashchange', follow);
  follow();

  // --- a selection made with the mouse or the keyboard
  const offset = (node, at) => {
    const home = (node.nodeType === 3 ? node.parentElement : node).closest('[data-s]');
    if (!home) return null;
    const range = document.createRange();
    range.setStart(home, 0);
    range.setEnd(node, at);
    return Number(home.dataset.s) + [...range.toString()].length;
  };
  const selected = () => {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    const s = offset(range.startContainer, range.startOffset), e = offset(range.endContainer, range.endOffset);
    return s === null || e === null || s >= e ? null : { start: s, end: e };
  };
  let waiting;
  document.addEventListener('selectionchange', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const span = selected();
      permalink.hidden = !span;
      if (!span) return;
      permalink.firstElementChild.href = `#c=${span.start}-${span.end}`;
      document.dispatchEvent(new CustomEvent('readout:words', { detail: span }));
    }, 150);
  });

  window.readout.article = { choose: key => { const item = items.find(one => one.key === key); if (item) choose(item); }, chooseWords, selected, clear };
})();
