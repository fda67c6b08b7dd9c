import { DATA_SCRIPT } from './script-data';
import { DETAIL_SCRIPT } from './script-detail';
import { LIST_SCRIPT } from './script-list';
import { PAGE_SCRIPT } from './script-page';
import { VIEWS_SCRIPT } from './script-views';

/**
 * The script of the page. It is plain JavaScript that browsers of the last years run as it stands: nothing is compiled
 * into it, so its hash does not depend on how this package was built.
 */
export const SCRIPT = `'use strict';
(() => {
${[DATA_SCRIPT, DETAIL_SCRIPT, LIST_SCRIPT, VIEWS_SCRIPT, PAGE_SCRIPT].join('')}})();
`;
