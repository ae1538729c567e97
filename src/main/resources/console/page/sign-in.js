import { html, useState } from './vendor/htm-preact-3.1.1.js';
import { me } from './api.js';

/** Tries a token; what is wrong with it is told, never the token. */
function useToken(why, onToken) {
  const [problem, setProblem] = useState(why);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const token = new FormData(event.target).get('token').trim();
    if (!token) return setProblem('Paste a token first.');
    setBusy(true);
    try {
      onToken(token, (await me(token)).user);
    } catch (failure) {
      setBusy(false);
      setProblem(
        failure.status === 401
          ? 'The cluster doesn’t accept this token. It may have expired, or not be whole: make a new one.'
          : failure.message,
      );
    }
  };
  return { problem, busy, submit };
}

/** A pasted token is tried, and kept by the page for as long as its tab is open. */
export function SignIn({ why, onToken }) {
  const { problem, busy, submit } = useToken(why, onToken);
  return html`
    <main class="sign-in">
      <img src="/page/icon.svg" alt="" width="48" height="48" />
      <h1>Avatar Operator</h1>
      <p>See your avatars, why one isn’t ready, and let them speak, with your own rights in the cluster.</p>
      ${problem ? html`<p class="note bad" role="alert">${problem}</p>` : null}
      <${TokenForm} busy=${busy} submit=${submit} described="how" />
      <div id="how" class="faint">
        <p>For example of a ServiceAccount that may edit sessions, good for an hour:</p>
        <pre tabindex="0" aria-label="Command">kubectl create token NAME --namespace NAMESPACE --duration 1h</pre>
        <p>The token stays in this tab, and is gone when you close it.</p>
      </div>
    </main>
  `;
}

/** Above what was shown, which stays as it was until somebody has signed in. */
export function SignInAgain({ why, user, onToken }) {
  const { problem, busy, submit } = useToken(why, onToken);
  const [since] = useState(new Date().toLocaleTimeString());
  return html`
    <section class="again" aria-label="Sign in again">
      <p class="note bad" role="alert">${problem}</p>
      <p class="faint">What you see is as of ${since}${user ? `, and ${user}’s` : ''}.</p>
      <${TokenForm} busy=${busy} submit=${submit} />
    </section>
  `;
}

function TokenForm({ busy, submit, described }) {
  return html`
    <form onSubmit=${submit}>
      <label for="token">Kubernetes bearer token</label>
      <textarea id="token" name="token" rows="4" spellcheck="false" autocomplete="off" autofocus aria-describedby=${described}></textarea>
      <button class="primary" disabled=${busy}>${busy ? 'Signing in …' : 'Sign in'}</button>
    </form>
  `;
}
