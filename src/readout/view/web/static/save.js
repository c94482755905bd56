'use strict';
// Plots to files. Inside an element .plot a button [data-save=svg] or [data-save=png] saves its <svg>.
(() => {
  const STYLES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'opacity',
    'fill-opacity', 'stroke-opacity', 'font-family', 'font-size', 'font-weight', 'font-style',
    'text-anchor', 'dominant-baseline', 'paint-order', 'display', 'visibility'];

  // A file knows nothing of our style sheets: every element gets what it is shown with.
  const alone = svg => {
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll('*')], to = [copy, ...copy.querySelectorAll('*')];
    from.forEach((element, i) => {
      const shown = getComputedStyle(element);
      for (const name of STYLES) {
        const value = shown.getPropertyValue(name);
        if (value) to[i].setAttribute(name, value);
      }
      to[i].removeAttribute('class');
      to[i].removeAttribute('style');
    });
    const box = svg.getBoundingClientRect();
    copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
    copy.setAttribute('width', box.width);
    copy.setAttribute('height', box.height);
    if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${box.width} ${box.height}`);
    const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    const view = copy.getAttribute('viewBox').split(/[\s,]+/);
    ['x', 'y', 'width', 'height'].forEach((name, i) => ground.setAttribute(name, view[i]));
    ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
    copy.prepend(ground);
    return { text: new XMLSerializer().serializeToString(copy), width: box.width, height: box.height };
  };

  const hand = (blob, name) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const png = ({ text, width, height }, name) => {
    const image = new Image(), scale = 2;
    image.onload = () => {
      const canvas = document.createElement('canvas');
      canvas.width = Math.ceil(width * scale);
      canvas.height = Math.ceil(height * scale);
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(blob => hand(blob, name), 'image/png');
    };
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
  };

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-save]');
    const svg = button && button.closest('.plot')?.querySelector('svg');
    if (!svg) return;
    const name = (svg.dataset.name || document.title.split(' · ')[0]).toLowerCase().replace(/[^\w-]+/g, '-');
    const drawn = alone(svg);
    if (button.dataset.save === 'svg') hand(new Blob([drawn.text], { type: 'image/svg+xml' }), name + '.svg');
    else png(drawn, name + '.png');
  });
})();
