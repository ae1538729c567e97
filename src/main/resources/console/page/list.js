import { html } from './vendor/htm-preact-3.1.1.js';
import { Chip, Spark, useNow } from './parts.js';
import { ago, millis } from './words.js';

export function NamespaceForm({ namespace, onChoose }) {
  const submit = (event) => {
    event.preventDefault();
    onChoose(new FormData(event.target).get('namespace').trim());
  };
  return html`
    <form class="namespace" onSubmit=${submit} key=${namespace}>
      <label for="namespace">Namespace</label>
      <input id="namespace" name="namespace" defaultValue=${namespace} placeholder="all" autocomplete="off" spellcheck="false" size="14" />
      <button>Show</button>
    </form>
  `;
}

export function SessionList({ state, namespace, open }) {
  return html`
    <section class="list" aria-label="Sessions">
      <h1>Sessions</h1>
      <${Content} state=${state} namespace=${namespace} open=${open} />
    </section>
  `;
}

function Content({ state, namespace, open }) {
  if (state.problem) return html`<${NoRights} problem=${state.problem} namespace=${namespace} />`;
  if (!state.loaded) return html`<p class="faint" role="status">Loading …</p>`;
  if (!state.all.size) return html`<${Nothing} namespace=${namespace} />`;
  const rows = [...state.all.values()].sort((a, b) => order(a).localeCompare(order(b)));
  return html`
    <ul class="rows">
      ${rows.map((each) => html`<${Row} key=${each.uid} session=${each} open=${open} namespace=${namespace} />`)}
    </ul>
    ${state.more ? html`<p class="note">${state.more} more aren’t shown: choose a namespace.</p>` : null}
  `;
}

/** Those that wait for a person come first. */
const URGENT = ['Stalled', 'Failed', 'Degraded'];
const order = (session) =>
  (URGENT.includes(session.state) ? '0' : session.finishedAt ? '2' : '1') + session.namespace + '/' + session.name;

function Row({ session, open, namespace }) {
  const now = useNow(10_000);
  const name = `${session.namespace}/${session.name}`;
  return html`
    <li>
      <a class="row" href="#/${name}" aria-current=${open === name ? 'true' : null}>
        <span class="title">
          <strong>${session.name}</strong>
          ${namespace ? null : html`<span class="faint">${session.namespace}</span>`}
        </span>
        <${Chip} session=${session} />
        <span class="faint place">${session.rtc.kind} · ${session.rtc.room || '—'} · ${ago(session.created, now)}</span>
        <span class="latency">
          <${Spark} points=${session.history} target=${millis(session.audio.target)} />
          <span class="figure">${session.latency.firstAnimationP95 || ''}</span>
        </span>
      </a>
    </li>
  `;
}

function NoRights({ problem, namespace }) {
  return html`
    <div class="empty" role="alert">
      <h2>${problem.status === 403 ? 'You may not see these' : 'There is nothing to see'}</h2>
      <p>
        ${problem.status !== 403
          ? problem.message
          : namespace
            ? html`You have no right to list sessions in the namespace <strong>${namespace}</strong>. Ask its owner for the role <code>view</code>, or choose another namespace.`
            : html`You have no right to list sessions in all namespaces. Choose a namespace above.`}
      </p>
      ${problem.status === 403 ? html`<details><summary>What the API server said</summary><p class="said">${problem.message}</p></details>` : null}
    </div>
  `;
}

function Nothing({ namespace }) {
  return html`
    <div class="empty">
      <h2>No sessions ${namespace ? html`in ${namespace}` : 'yet'}</h2>
      <p>An avatar comes into a room when you apply an <code>AvatarSession</code>. It shows here at once.</p>
      <pre tabindex="0" aria-label="Command">kubectl apply -f session.yaml</pre>
    </div>
  `;
}
