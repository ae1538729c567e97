import { html, render, useCallback, useEffect, useReducer, useState } from './vendor/htm-preact-3.1.1.js';
import { about, follow, me } from './api.js';
import { Detail } from './detail.js';
import { NamespaceForm, SessionList } from './list.js';
import { SignIn, SignInAgain } from './sign-in.js';
import { millis } from './words.js';

const HISTORY = 90;
const key = (session) => `${session.namespace}/${session.name}`;

/** The sessions by name, each with the latency that was seen of it since the page was opened. */
function sessions(state, [event, data]) {
  switch (event) {
    case 'list': {
      const all = new Map(data.items.map((each) => [key(each), remember(each, state.all.get(key(each)))]));
      return { all, more: data.more, loaded: true, away: null, problem: null };
    }
    case 'changed': {
      const all = new Map(state.all);
      all.set(key(data), remember(data, all.get(key(data))));
      return { ...state, all, away: null };
    }
    case 'gone': {
      const all = new Map(state.all);
      all.delete(key(data));
      return { ...state, all };
    }
    case 'away':
      return { ...state, away: { message: data.message, since: state.away?.since || Date.now() } };
    case 'problem':
      return { ...state, problem: data, loaded: true };
    default:
      return { all: new Map(), loaded: false };
  }
}

function remember(fresh, before) {
  const ms = millis(fresh.latency.firstAnimationP95);
  const history = before?.uid === fresh.uid ? before.history : [];
  const last = history[history.length - 1];
  if (ms === null || (last && last.ms === ms && Date.now() - last.at < 30_000)) return { ...fresh, history };
  return { ...fresh, history: [...history, { at: Date.now(), ms }].slice(-HISTORY) };
}

function useHash() {
  const read = () => decodeURIComponent(location.hash.replace(/^#\/?/, ''));
  const [hash, setHash] = useState(read());
  useEffect(() => {
    const changed = () => setHash(read());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return hash;
}

function App() {
  const [token, setToken] = useState(sessionStorage.getItem('token'));
  const [user, setUser] = useState(null);
  const [people, setPeople] = useState(0);
  const [why, setWhy] = useState(null);
  const signOut = useCallback(() => {
    sessionStorage.removeItem('token');
    setToken(null);
    setUser(null);
    setWhy(null);
  }, []);
  /** What was shown stays, as far as anything was: whoever signs in again goes on there. */
  const expired = useCallback((reason) => {
    sessionStorage.removeItem('token');
    setWhy(reason);
  }, []);
  const signIn = (fresh, name) => {
    sessionStorage.setItem('token', fresh);
    if (user !== name) setPeople(people + 1); // what one person saw isn’t for the next
    setUser(name);
    setWhy(null);
    setToken(fresh);
  };
  useEffect(() => {
    if (!token || user) return;
    me(token).then(
      (found) => setUser(found.user),
      (failure) => failure.status === 401 && expired('Your token has expired. Sign in again with a new one.'),
    );
  }, [token]);
  if (!token || (why && !user)) return html`<${SignIn} why=${why} onToken=${signIn} />`;
  return html`<${Console} key=${people} token=${token} user=${user} why=${why} signIn=${signIn} signOut=${signOut} expired=${expired} />`;
}

function Console({ token, user, why, signIn, signOut, expired }) {
  const [namespace, setNamespace] = useState(sessionStorage.getItem('namespace') || '');
  const [state, dispatch] = useReducer(sessions, { all: new Map(), loaded: false });
  const [info, setInfo] = useState({ reasons: {}, watch: false });
  const open = useHash();
  useEffect(() => {
    about().then(setInfo, () => {});
  }, []);
  useEffect(() => dispatch(['reset']), [namespace]);
  useEffect(
    () =>
      follow(token, namespace, (event, data) => {
        if (event === 'problem' && data.status === 401) {
          expired('Your token has expired, or was withdrawn. Sign in again with a new one.');
        } else {
          dispatch([event, data]);
        }
      }),
    [token, namespace],
  );
  const choose = (name) => {
    sessionStorage.setItem('namespace', name);
    setNamespace(name);
  };
  const chosen = state.all.get(open);
  return html`
    <header class="bar">
      <a class="brand" href="#/"><img src="/page/icon.svg" alt="" width="28" height="28" />Avatar Operator</a>
      <${NamespaceForm} namespace=${namespace} onChoose=${choose} />
      <span class="user" title=${user || ''}>${user || ''}</span>
      <button type="button" onClick=${signOut}>Sign out</button>
    </header>
    ${why ? html`<${SignInAgain} why=${why} user=${user} onToken=${signIn} />` : null}
    ${state.away && !why
      ? html`<p class="banner" role="status">
          ${state.away.message} What you see is as of ${new Date(state.away.since).toLocaleTimeString()}; trying again.
        </p>`
      : null}
    <main class="panes ${open ? 'opened' : ''}">
      <${SessionList} state=${state} namespace=${namespace} open=${open} />
      ${open ? html`<${Detail} key=${open} name=${open} session=${chosen} loaded=${state.loaded} token=${token} info=${info} expired=${expired} />` : html`<section class="detail blank" aria-label="Session">${state.all.size ? html`<p class="faint">Choose a session to see how it is, let it speak, and watch it.</p>` : null}</section>`}
    </main>
  `;
}

render(html`<${App} />`, document.getElementById('app'));
