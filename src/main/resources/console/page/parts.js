// Small things that several views show.
import { html, useEffect, useState } from './vendor/htm-preact-3.1.1.js';
import { stateWord, tone } from './words.js';

export const Chip = ({ session }) => html`
  <span class="chip ${tone(session)}"><span class="dot" aria-hidden="true"></span>${stateWord(session)}</span>
`;

/** Text in which backticks enclose code, as in the documentation. */
export const Prose = ({ text }) =>
  html`${text.split('`').map((part, at) => (at % 2 ? html`<code>${part}</code>` : part.replaceAll('**', '')))}`;

/** The time, for what is told as so long ago. */
export function useNow(everyMs) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** A button that asks once more before it does what ends speech. */
export function Sure({ label, sure, disabled, title, onClick }) {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) return undefined;
    const timer = setTimeout(() => setAsked(false), 5000);
    return () => clearTimeout(timer);
  }, [asked]);
  const press = () => {
    setAsked(!asked);
    if (asked) onClick();
  };
  return html`<button type="button" class=${asked ? 'danger' : ''} disabled=${disabled} title=${title} onClick=${press}>
    ${asked ? sure : label}
  </button>`;
}

/** The history of a figure as a line, with its target; told in words to who doesn't see it. */
export function Spark({ points, target, large }) {
  const width = large ? 480 : 96;
  const height = large ? 96 : 24;
  if (!points.length) return html`<span class="faint">${large ? 'Nothing was said yet.' : '—'}</span>`;
  const values = points.map((point) => point.ms);
  const top = Math.max(...values, target || 0) * 1.15 || 1;
  const x = (at) => 4 + (values.length === 1 ? width - 8 : (at * (width - 8)) / (values.length - 1));
  const y = (ms) => height - 3 - (ms / top) * (height - 6);
  const begin = values.length === 1 ? `4,${y(values[0]).toFixed(1)} ` : '';
  const line = begin + values.map((ms, at) => `${x(at).toFixed(1)},${y(ms).toFixed(1)}`).join(' ');
  const last = values[values.length - 1];
  const words = `First animation, 95th percentile: now ${last} ms, between ${Math.min(...values)} and ${Math.max(...values)} ms`;
  return html`
    <svg class="spark ${large ? 'large' : ''}" viewBox="0 0 ${width} ${height}" role="img" aria-label=${words}>
      ${target ? html`<line class="target" x1="0" x2=${width} y1=${y(target)} y2=${y(target)} />` : null}
      ${large ? html`<line class="base" x1="0" x2=${width} y1=${height - 1} y2=${height - 1} />` : null}
      <polyline points=${line} />
      <circle cx=${x(values.length - 1)} cy=${y(last)} r="2.5" />
    </svg>
  `;
}
