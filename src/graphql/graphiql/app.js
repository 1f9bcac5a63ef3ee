import { startCredentials, token } from './credentials.js';
import { showPrice, showProblem, showSpent, showWait } from './price.js';
import { starters } from './starters.js';

const { React, ReactDOM, GraphiQL } = globalThis;
const { createElement } = React;

/** GraphiQL's editors, once it has made them. */
let editors = null;

async function ask(body, signal) {
  // Reading the schema is public and must not spend the token's points.
  const offered = body.operationName === 'IntrospectionQuery' ? '' : token();
  return await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(offered === '' ? {} : { authorization: `Bearer ${offered}` }),
    },
    body: JSON.stringify(body),
    signal,
  });
}

async function fetcher({ query, variables, operationName }) {
  const response = await ask({ query, variables, operationName });
  const answer = await response.json().catch(() => ({ errors: [{ message: `The server answered ${response.status} without JSON.` }] }));
  if (operationName === 'IntrospectionQuery') return answer;
  const cost = answer.extensions?.cost;
  const wait = Number(response.headers.get('retry-after'));
  if (response.status === 429 && wait > 0) showWait(wait, cost);
  else if (typeof cost?.actual === 'number') showSpent(cost);
  return answer;
}

async function askPrice() {
  const query = editors?.queryEditor?.getValue() ?? '';
  const variables = readVariables();
  if (variables === undefined) return showProblem('The variables are not valid JSON.');
  const operationName = operationIn(query, editors?.queryEditor?.operationName);
  const response = await ask({ query, variables, operationName, extensions: { costOnly: true } });
  const answer = await response.json().catch(() => ({}));
  const cost = answer.extensions?.cost;
  const wait = Number(response.headers.get('retry-after'));
  if (response.status === 429 && wait > 0) return showWait(wait);
  const [error] = answer.errors ?? [];
  if (error !== undefined) return showProblem(error.message);
  return typeof cost?.requested === 'number' ? showPrice(cost) : showProblem(`The server answered ${response.status}.`);
}

/** The operation that is meant. GraphiQL follows the text a moment late, so its name may be of the text before. */
function operationIn(query, chosen) {
  const names = [...query.matchAll(/\b(?:query|mutation)\s+(\w+)/g)].map(([, name]) => name);
  return names.includes(chosen) ? chosen : names.length === 1 ? names[0] : undefined;
}

/** The variables in the editor; undefined when they are not JSON. */
function readVariables() {
  const text = editors?.variableEditor?.getValue().trim() ?? '';
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function variablesText({ variables }) {
  return variables === undefined ? '' : JSON.stringify(variables(), null, 2);
}

/** Shows a starter query: the tab that has it, else a new one, so that nothing of the reader's is lost. */
function openStarter(starter) {
  const { tabs, addTab, changeTab } = editors;
  const open = tabs.findIndex(({ query }) => query?.trim() === starter.query.trim());
  if (open >= 0) return changeTab(open);
  addTab();
  // The new tab's editors are there after the next render.
  setTimeout(() => {
    editors.queryEditor.setValue(starter.query);
    editors.variableEditor.setValue(variablesText(starter));
    editors.queryEditor.focus();
  }, 50);
  return undefined;
}

/** Inside GraphiQL, to get at its editors. */
function EditorAccess() {
  editors = GraphiQL.React.useEditorContext({ nonNull: true });
  return null;
}

function Page() {
  return createElement(
    GraphiQL,
    {
      fetcher,
      isHeadersEditorEnabled: false,
      defaultEditorToolsVisibility: 'variables',
      defaultTabs: starters.map((starter) => ({ query: starter.query, variables: variablesText(starter) })),
    },
    createElement(GraphiQL.Logo, null, createElement(EditorAccess)),
  );
}

const menu = document.getElementById('starters');
for (const { title } of starters) menu.add(new Option(title));
menu.addEventListener('change', () => {
  const starter = starters[menu.selectedIndex - 1];
  if (starter !== undefined && editors !== null) openStarter(starter);
  menu.selectedIndex = 0;
});
document.getElementById('price').addEventListener('click', () => void askPrice());

ReactDOM.createRoot(document.getElementById('graphiql')).render(createElement(Page));
await startCredentials();
