import component from '../../deploy/siem/elastic/component-template.json' with { type: 'json' };
import history from '../../deploy/siem/elastic/index-template-history.json' with { type: 'json' };
import latest from '../../deploy/siem/elastic/index-template-latest.json' with { type: 'json' };
import type { Content } from '../../src/model/sink.ts';

/**
 * The templates of deploy/siem for the names that a sink writes to.
 *
 * @see https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-indices-put-index-template and
 * https://docs.opensearch.org/latest/im-plugin/index-templates/
 */
export function templatesFor(names: { history: string; latest: string }): readonly Content[] {
  return [
    { path: '_component_template/plumbline-findings', body: component },
    templateFor(names.history, history, 'plumbline-findings-history'),
    templateFor(names.latest, latest, 'plumbline-findings-latest'),
  ];
}

/** A name of one's own has a template of its own beside the usual one, which another sink may use. */
function templateFor(name: string, template: { index_patterns: string[] }, usual: string): Content {
  return template.index_patterns.some((pattern) => isLike(name, pattern))
    ? { path: `_index_template/${usual}`, body: template }
    : { path: `_index_template/${usual}-${name}`, body: { ...template, index_patterns: [name] } };
}

function isLike(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
