/** What our page adds to Swagger UI: a search over more than tags, the scope in each row, and a command to paste. */

const quoted = (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The scopes that an operation needs; none for one that hands out credentials. */
function scopesOf(operation) {
  const [first] = operation.security ?? [];
  return first === undefined ? [] : Object.values(first).flat();
}

/**
 * The request as a command for a shell in which TOKEN is set.
 * @param values What the form has, by place and name: `path.id`; the example where it has nothing yet.
 * @param body What the form has as the body.
 */
function commandFor(path, method, operation, values, body) {
  const given = (place) =>
    (operation.parameters ?? [])
      .filter((parameter) => parameter.in === place)
      .map(({ name, example }) => [name, values[`${place}.${name}`] ?? example])
      .filter(([, value]) => value !== undefined && value !== '');
  const filled = given('path').reduce((text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)), path);
  const query = new URLSearchParams(given('query').map(([name, value]) => [name, String(value)])).toString();
  const address = quoted(`${location.origin}/api/v1${filled}${query === '' ? '' : `?${query}`}`);
  const lines = [method === 'get' ? `curl ${address}` : `curl -X ${method.toUpperCase()} ${address}`];
  if (scopesOf(operation).length > 0) lines.push('-H "Authorization: Bearer $TOKEN"');
  for (const [name, value] of given('header')) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) lines.push("-H 'Content-Type: application/json'", `-d ${quoted(body)}`);
  return lines.join(' \\\n  ');
}

/** The body in the form, else the example. */
function bodyOf(operation, written) {
  const example = operation.requestBody?.content?.['application/json']?.example;
  if (example === undefined) return undefined;
  return typeof written === 'string' && written.trim() !== '' ? written : JSON.stringify(example);
}

export function additions() {
  return {
    fn: {
      /** Operations of which the tag, the path, the summary or the scope has the words; all of a tag whose name has them. */
      opsFilter(taggedOps, phrase) {
        const words = phrase.toLowerCase().split(/\s+/).filter(Boolean);
        const has = (text) => words.every((word) => text.toLowerCase().includes(word));
        return taggedOps
          .map((group, tag) =>
            has(tag)
              ? group
              : group.update('operations', (operations) =>
                  operations.filter((one) => {
                    const operation = one.get('operation').toJS();
                    return has([tag, one.get('method'), one.get('path'), operation.summary, ...scopesOf(operation)].join(' '));
                  }),
                ),
          )
          .filter((group) => group.get('operations').size > 0);
      },
    },
    wrapComponents: {
      // Credentials are in the bar, and there is one server.
      authorizeBtn: () => () => null,
      authorizeOperationBtn: () => () => null,
      ServersContainer: () => () => null,
      // It would show the token; ours is there before anything is sent.
      curl: () => () => null,

      OperationSummaryPath:
        (Original, { React, specSelectors }) =>
        (props) => {
          const scopes = scopesOf(operationAt(specSelectors, props.operationProps.get('path'), props.operationProps.get('method')));
          const badges = scopes.map((scope) => React.createElement('code', { className: 'scope', key: scope, title: 'The scope that it needs' }, scope));
          return React.createElement(React.Fragment, null, React.createElement(Original, props), ...badges);
        },

      responses: (Original, { React, getComponent, specSelectors, oas3Selectors }) =>
        function WithCommand(props) {
          const { path, method } = props;
          const operation = operationAt(specSelectors, path, method);
          const values = specSelectors.parameterValues([path, method])?.toJS() ?? {};
          const command = commandFor(path, method, operation, withoutHashes(values), bodyOf(operation, oas3Selectors.requestBodyValue(path, method)));
          const title = React.createElement('div', { className: 'opblock-section-header' }, React.createElement('h4', null, 'Command'));
          const code = React.createElement(getComponent('HighlightCode', true), { language: 'bash', canCopy: true }, command);
          return React.createElement(
            React.Fragment,
            null,
            React.createElement('section', { className: 'command' }, title, React.createElement('div', { className: 'command-text' }, code)),
            React.createElement(Original, props),
          );
        },
    },
  };
}

function operationAt(specSelectors, path, method) {
  return specSelectors.specJson().getIn(['paths', path, method])?.toJS() ?? {};
}

/** Swagger UI tells parameters apart by `path.id.hash-123` where it has more than a name to go by. */
function withoutHashes(values) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key.replace(/\.hash-.*$/, ''), value]));
}
