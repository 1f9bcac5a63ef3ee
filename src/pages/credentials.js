/**
 * The token field. The token lives in this tab's session storage at most, is sent as a header, and is never part of an
 * address.
 */
const storageKey = 'frontdesk-token';

const field = document.getElementById('token');
const state = document.getElementById('token-state');
const forget = document.getElementById('forget');
const demoButton = document.getElementById('demo');
/** On pages of an API that keys are for. */
const keyButton = document.getElementById('demo-key');

export function token() {
  return field.value.trim();
}

/** Makes the field work, and in demo mode fills it in and shows the button beside it. */
export async function startCredentials() {
  const kept = sessionStorage.getItem(storageKey);
  field.value = kept ?? '';
  const use = (value) => {
    field.value = value;
    // Kept when it is empty too: a field that was told to forget is not filled in again.
    sessionStorage.setItem(storageKey, value);
    describe();
  };
  field.addEventListener('change', () => use(token()));
  forget.addEventListener('click', () => use(''));
  describe();
  // A token runs out while the page is open.
  setInterval(describe, 30_000);

  const { demo } = await (await fetch(new URL('../settings.json', import.meta.url))).json();
  if (demo === null) return;
  if (keyButton !== null && demo.key !== undefined) {
    keyButton.hidden = false;
    keyButton.addEventListener('click', () => use(demo.key));
  }
  const useDemo = () => {
    demoButton.disabled = true;
    const before = token();
    return fetchToken(demo)
      .then((fetched) => {
        // Whatever was pasted meanwhile stays.
        if (token() === before) use(fetched);
      })
      .catch((error) => say(error.message, 'bad'))
      .finally(() => (demoButton.disabled = false));
  };
  demoButton.hidden = false;
  demoButton.addEventListener('click', () => void useDemo());
  if (kept === null) await useDemo();
}

async function fetchToken({ clientId, clientSecret }) {
  const response = await fetch('/api/v1/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok || typeof answer.access_token !== 'string') {
    throw new Error(answer.error_description ?? answer.error ?? `The token endpoint answered ${response.status}.`);
  }
  return answer.access_token;
}

function describe() {
  const value = token();
  forget.hidden = value === '';
  if (value === '') return say(state.dataset.none, '');
  const expiry = expiryOf(value);
  if (expiry === null) return say('In use', 'good');
  const time = new Date(expiry).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return expiry > Date.now() ? say(`Valid until ${time}`, 'good') : say(`Expired at ${time}`, 'bad');
}

/** When a JSON Web Token runs out, epoch milliseconds; null for anything else. Read, and not trusted. */
function expiryOf(value) {
  try {
    const payload = JSON.parse(atob(value.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    return typeof payload.exp === 'number' ? payload.exp * 1000 : null;
  } catch {
    return null;
  }
}

function say(text, tone) {
  state.textContent = text;
  state.dataset.tone = tone;
}
