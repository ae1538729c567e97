// Calls of the console's server. The token goes in a header, never in a URL.

export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function send(method, path, token) {
  let answer;
  try {
    answer = await fetch(path, { method, headers: token ? { Authorization: `Bearer ${token}` } : {} });
  } catch {
    throw new Problem(0, 'The console can’t be reached. Is it still running?');
  }
  if (!answer.ok) throw await problem(answer);
  return answer;
}

async function problem(answer) {
  const body = await answer.json().catch(() => ({}));
  return new Problem(answer.status, body.message || `The console answers ${answer.status}.`);
}

const json = async (answer) => (await answer).json();

export const about = () => json(send('GET', '/api/about'));
export const me = (token) => json(send('GET', '/api/me', token));

const path = (session, what) => `/api/namespaces/${session.namespace}/sessions/${session.name}/${what}`;

export const act = (token, session, what) => json(send('POST', path(session, what), token));

/** A WebSocket into the session's ingest; the token is its first message. */
export function speechSocket(token, session) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${location.host}${path(session, 'say')}`);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'sign-in', token })));
  return socket;
}

const PAUSES = [1000, 2000, 4000, 8000, 15000];

/**
 * Follows the sessions until stopped: calls on(event, data) for list, changed, gone and away. Ends by
 * itself only where a person has to act, with a problem of status 401, 403 or 404.
 */
export function follow(token, namespace, on) {
  const stopper = new AbortController();
  let failures = 0;
  const read = async () => {
    const url = '/api/sessions' + (namespace ? `?namespace=${encodeURIComponent(namespace)}` : '');
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` }, signal: stopper.signal });
    if (!answer.ok) throw await problem(answer);
    for await (const [event, data] of events(answer.body)) {
      failures = 0;
      if (event === 'problem') throw new Problem(data.status, data.message);
      on(event, data);
    }
  };
  const run = async () => {
    while (!stopper.signal.aborted) {
      try {
        await read();
      } catch (failure) {
        if (stopper.signal.aborted) return;
        if (failure instanceof Problem && [401, 403, 404].includes(failure.status)) {
          on('problem', failure);
          return;
        }
        on('away', { message: failure instanceof Problem ? failure.message : 'The console can’t be reached.' });
      }
      const pause = PAUSES[Math.min(failures++, PAUSES.length - 1)];
      await new Promise((resume) => setTimeout(resume, pause / 2 + Math.random() * (pause / 2)));
    }
  };
  run();
  return () => stopper.abort();
}

/** Server-sent events over fetch, which unlike EventSource sends headers. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value;
    for (let end; (end = rest.indexOf('\n\n')) >= 0; rest = rest.slice(end + 2)) {
      const lines = rest.slice(0, end).split('\n');
      const field = (name) => lines.find((line) => line.startsWith(name + ': '))?.slice(name.length + 2);
      const event = field('event');
      if (event) yield [event, JSON.parse(field('data'))];
    }
  }
}
