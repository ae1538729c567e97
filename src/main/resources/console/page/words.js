// What a status means, in words.

const TONES = {
  Ready: 'good',
  Parked: 'calm',
  Completed: 'calm',
  Suspended: 'calm',
  Pending: 'busy',
  Queued: 'busy',
  Connecting: 'busy',
  Degraded: 'warn',
  Stalled: 'bad',
  Failed: 'bad',
};

export const tone = (session) => (session.deleting ? 'busy' : TONES[session.state] || 'busy');

export const stateWord = (session) => (session.deleting ? 'Ending' : session.state);

const CONDITIONS = {
  Ready: ['What was asked for is reached', 'Not ready', 'Not known whether it is ready'],
  Accepted: ['References, keys and room are in order', 'Something it refers to isn’t in order', 'Not looked at yet'],
  CredentialsReady: ['Tokens are issued', 'Tokens are missing', 'Not known whether tokens are good'],
  WorkerAssigned: ['A worker streams it', 'No worker streams it', 'Not known which worker streams it'],
  EgressReady: ['Connected to the avatar service', 'Not connected to the avatar service', 'Connection not known'],
  MediaPublishing: [
    'People in the room see and hear it',
    'People in the room don’t see or hear it',
    'Not known whether people see and hear it',
  ],
  LatencyOnTarget: ['Answers within its target', 'Answers later than its target', 'Too little was said to judge latency'],
  Reconciling: ['Under way, goes on by itself', '', ''],
  Stalled: ['Waits for a person', '', ''],
  Completed: ['Finished', '', ''],
  Failed: ['Failed, and isn’t started again', '', ''],
};
const STATUSES = ['True', 'False', 'Unknown'];

/** A condition as a sentence, and whether that is good. */
export function condition(found) {
  const at = STATUSES.indexOf(found.status);
  const words = CONDITIONS[found.type]?.[at] || `${found.type} is ${found.status}`;
  const bad = ['Stalled', 'Failed'].includes(found.type);
  const mark = bad ? 'bad' : at === 0 ? (found.type === 'Reconciling' ? 'busy' : 'good') : at === 1 ? 'warn' : 'calm';
  return { words, mark };
}

const find = (session, type) => session.conditions.find((each) => each.type === type);

/** The condition that a person should read about, with a title; none where all is well. */
export function concern(session) {
  const ready = find(session, 'Ready');
  if (!ready) return null;
  if (ready.status !== 'True') {
    const stalled = find(session, 'Stalled')?.status === 'True' || find(session, 'Failed')?.status === 'True';
    return {
      title: stalled ? 'It waits for a person' : 'Not ready yet',
      mark: stalled ? 'bad' : 'busy',
      about: ready,
    };
  }
  if (ready.reason !== 'Connected') {
    return { title: `Ready means here: ${session.state.toLowerCase()}`, mark: 'calm', about: ready };
  }
  const wrong = session.conditions.find((each) => each.status === 'False');
  const odd = session.state === 'Degraded' && session.conditions.find((each) => !SETTLED.includes(each.reason));
  const about = wrong || odd;
  return about ? { title: 'It works, but something is wrong', mark: 'warn', about } : null;
}

const SETTLED = ['Connected', 'Accepted', 'Issued', 'Assigned', 'TrackSeen', 'NotObservable', 'OnTarget', 'TooFewSamples'];

/** Milliseconds of a duration such as 1m2.5s or 120ms. */
export function millis(text) {
  if (!text) return null;
  const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/([\d.]+)(ms|s|m|h)/g)) sum += Number(number) * units[unit];
  return sum;
}

export function ago(time, now) {
  if (!time) return '';
  const seconds = Math.max(0, Math.round((now - Date.parse(time)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} d`;
}
