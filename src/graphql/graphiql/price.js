/** The bar that tells what the last query cost, what the next one would, and how long to wait when nothing is left. */
const output = document.getElementById('cost');
const meter = document.getElementById('left');
let countdown = 0;

const points = (count) => `${count} ${count === 1 ? 'point' : 'points'}`;

/** What an answer's `extensions.cost` says of a query that was run. */
export function showSpent({ requested, actual, limit, remaining, resetAt }) {
  const spent = actual === requested ? points(actual) : `${points(actual)} (${requested} asked for, the rest given back)`;
  say(`Last query: ${spent}${left(limit, remaining, resetAt)}`, '');
  showLeft(limit, remaining);
}

/** What a query would cost; nothing was run. */
export function showPrice({ requested, objects, limit }) {
  const most = typeof objects === 'number' ? `, for up to ${objects} ${objects === 1 ? 'object' : 'objects'}` : '';
  const never = typeof limit === 'number' && requested > limit;
  say(`This query costs at most ${points(requested)}${most}.${never ? ` More than the ${limit} you can ever have at once.` : ''}`, never ? 'bad' : '');
}

/** Refused for now: counts down the seconds until it is worth asking again. */
export function showWait(seconds, cost) {
  const until = Date.now() + seconds * 1000;
  const tick = () => {
    const wait = Math.ceil((until - Date.now()) / 1000);
    if (wait > 0) return say(`Limit reached. Try again in ${wait} s.`, 'bad');
    clearInterval(countdown);
    return say('You can ask again.', '');
  };
  tick();
  countdown = setInterval(tick, 250);
  if (cost) showLeft(cost.limit, cost.remaining);
}

export function showProblem(text) {
  say(text, 'bad');
}

function left(limit, remaining, resetAt) {
  if (typeof remaining !== 'number') return '.';
  const seconds = Math.ceil((Date.parse(resetAt) - Date.now()) / 1000);
  const full = remaining < limit && seconds > 0 ? `, full again in ${seconds} s` : '';
  return ` · ${remaining.toLocaleString()} of ${limit.toLocaleString()} left${full}.`;
}

function showLeft(limit, remaining) {
  meter.hidden = typeof remaining !== 'number' || typeof limit !== 'number';
  if (meter.hidden) return;
  Object.assign(meter, { max: limit, low: limit / 4, high: limit / 2, optimum: limit, value: remaining });
  meter.title = `${remaining} of ${limit} points left`;
}

function say(text, tone) {
  if (!text.startsWith('Limit reached')) clearInterval(countdown);
  output.textContent = text;
  output.dataset.tone = tone;
}
