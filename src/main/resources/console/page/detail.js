import { html, useEffect, useState } from './vendor/htm-preact-3.1.1.js';
import { act } from './api.js';
import { Actions } from './actions.js';
import { Chip, Prose, Spark, useNow } from './parts.js';
import { Say } from './say.js';
import { Watch } from './watch.js';
import { ago, concern, condition, millis } from './words.js';

const NO_RIGHTS = { edit: false, watch: false, say: false };

export function Detail({ name, session, loaded, token, info, expired }) {
  const [rights, setRights] = useState(NO_RIGHTS);
  const [told, setTold] = useState(null);
  const uid = session?.uid;
  useEffect(() => {
    document.title = `${name} · Avatar Operator`;
    return () => (document.title = 'Avatar Operator');
  }, [name]);
  useEffect(() => {
    if (uid) act(token, session, 'rights').then(setRights, () => setRights(NO_RIGHTS));
  }, [uid, token]);
  const failed = (failure) => {
    if (failure.status === 401) expired('Your token has expired. Sign in again with a new one.');
    else setTold({ mark: 'bad', text: failure.message });
  };
  if (!session) {
    return html`<section class="detail blank" aria-label="Session">
      <p>${loaded ? html`There is no session <strong>${name}</strong> that you may see. It may have been deleted.` : 'Loading …'}</p>
      <p><a href="#/">All sessions</a></p>
    </section>`;
  }
  const shared = { session, token, rights, info, failed, tell: setTold };
  return html`
    <section class="detail" aria-label="Session">
      <p class="back"><a href="#/">← All sessions</a></p>
      <div class="heading">
        <h2>${session.name}</h2>
        <${Chip} session=${session} />
      </div>
      <${Facts} session=${session} />
      <${Concern} session=${session} reasons=${info.reasons} />
      <${Actions} ...${shared} />
      <p class="told ${told?.mark || ''}" role="status">${told?.text || ''}</p>
      <${Watch} ...${shared} />
      <${Say} ...${shared} />
      <${Latency} session=${session} />
      <${Conditions} session=${session} />
    </section>
  `;
}

function Facts({ session }) {
  const now = useNow(1000);
  const facts = [
    ['Namespace', session.namespace],
    ['Avatar', session.avatar],
    [session.rtc.kind === 'Agora' ? 'Channel' : 'Room', `${session.rtc.room || '—'} (${session.rtc.kind})`],
    ['As', session.rtc.identity],
    ['People', session.rtc.people],
    ['Speech from', session.audio.source],
    ['Worker', session.worker],
    ['Running for', session.finishedAt ? null : ago(session.startedAt, now)],
    ['Finished', session.finishedAt && `${ago(session.finishedAt, now)} ago`],
    ['Spoken', session.usage.segments ? `${session.usage.segments} segment${session.usage.segments > 1 ? 's' : ''}, ${Math.round(session.usage.audioSeconds || 0)} s` : null],
  ];
  return html`<dl class="facts">
    ${facts
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

function Concern({ session, reasons }) {
  const found = concern(session);
  if (!found) return null;
  const text = reasons[found.about.reason];
  return html`
    <div class="concern ${found.mark}">
      <h3>${found.title}</h3>
      <p><${Prose} text=${found.about.message} /></p>
      ${text
        ? html`<dl>
            <dt>What it means</dt><dd><${Prose} text=${text.means} /></dd>
            <dt>The operator</dt><dd><${Prose} text=${text.operator} /></dd>
            <dt>What to do</dt><dd><${Prose} text=${text.you[0].toUpperCase() + text.you.slice(1)} /></dd>
          </dl>`
        : null}
      <p class="faint">Reason: ${found.about.reason}</p>
    </div>
  `;
}

const POINTS = [
  ['firstAnimationP50', 'First animation, median'],
  ['firstAnimationP95', 'First animation, 95th percentile'],
  ['interruptP95', 'Interrupt, 95th percentile'],
  ['tokenMint', 'Minting a session token'],
  ['connect', 'Connecting to the service'],
  ['confirm', 'Confirmation of the session'],
  ['confirmToPublished', 'From confirmation to the room'],
  ['rolloverGap', 'Gap of the last rollover'],
];

function Latency({ session }) {
  const known = POINTS.filter(([name]) => session.latency[name]);
  return html`
    <section class="card" aria-labelledby="latency">
      <h3 id="latency">Latency</h3>
      <${Spark} points=${session.history} target=${millis(session.audio.target)} large />
      ${session.history.length
        ? html`<p class="faint">95th percentile of the first animation since this page was opened${session.audio.target ? `; the line is the target of ${session.audio.target}` : ''}.</p>`
        : null}
      ${known.length
        ? html`<table>
            <tbody>${known.map(([name, words]) => html`<tr><th scope="row">${words}</th><td>${session.latency[name]}</td></tr>`)}</tbody>
          </table>`
        : null}
    </section>
  `;
}

function Conditions({ session }) {
  const now = useNow(5000);
  return html`
    <section class="card" aria-labelledby="conditions">
      <h3 id="conditions">Conditions</h3>
      ${session.conditions.length ? null : html`<p class="faint">The operator hasn’t looked at it yet. Is it running?</p>`}
      <ul class="conditions">
        ${session.conditions.map((each) => {
          const { words, mark } = condition(each);
          return html`<li>
            <span class="mark ${mark}" aria-hidden="true"></span>
            <div>
              <strong>${words}</strong> <span class="faint">for ${ago(each.lastTransitionTime, now)}</span>
              <p>${each.message}</p>
              <p class="faint">${each.type}=${each.status}, ${each.reason}</p>
            </div>
          </li>`;
        })}
      </ul>
    </section>
  `;
}
