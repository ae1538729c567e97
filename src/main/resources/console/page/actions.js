import { html, useState } from './vendor/htm-preact-3.1.1.js';
import { act } from './api.js';
import { Sure } from './parts.js';

const DONE = {
  suspend: 'Suspended as you asked. The avatar leaves the room.',
  resume: 'Asked to come back.',
  rotate: 'New tokens were asked for.',
  restart: 'A restart was asked for.',
  interrupt: 'What was being said is stopped.',
};

export function Actions({ session, token, rights, failed, tell }) {
  const [busy, setBusy] = useState(false);
  const press = async (what) => {
    setBusy(true);
    tell({ mark: '', text: 'Asking …' });
    try {
      await act(token, session, what);
      tell({ mark: 'good', text: DONE[what] });
    } catch (failure) {
      failed(failure);
    }
    setBusy(false);
  };
  const off = busy || !rights.edit || session.deleting;
  const hint = rights.edit ? null : 'You may look at this session, not change it.';
  const quiet = !session.ingest || !rights.say;
  return html`
    <div class="actions" role="group" aria-label="Actions">
      <button type="button" disabled=${busy || quiet} title=${interruptHint(session, rights)} onClick=${() => press('interrupt')}>Interrupt</button>
      ${session.suspend
        ? html`<button type="button" disabled=${off} title=${hint} onClick=${() => press('resume')}>Resume</button>`
        : html`<${Sure} label="Suspend" sure="Really suspend?" disabled=${off} title=${hint} onClick=${() => press('suspend')} />`}
      <${Sure} label="Restart" sure="Really restart?" disabled=${off} title=${hint} onClick=${() => press('restart')} />
      <button type="button" disabled=${off} title=${hint} onClick=${() => press('rotate')}>Rotate tokens</button>
    </div>
    ${rights.edit ? null : html`<p class="faint">${hint}</p>`}
  `;
}

function interruptHint(session, rights) {
  if (!session.ingest) return 'Only a running session with source ingest can be interrupted here.';
  return rights.say ? null : 'Interrupting needs the right to read the session’s -ingest Secret.';
}
