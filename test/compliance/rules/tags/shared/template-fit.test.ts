import { loadJson } from '../../../../../lib/compliance/model/load';
import { Unknown } from '../../../../../lib/compliance/model/value';
import { fitOf } from '../../../../../lib/compliance/rules/tags/shared/template-fit';

const { configuration } = loadJson({ terraform: {} });

function template(text: string): Unknown {
  const value = configuration.resolve(text);
  if (!(value instanceof Unknown)) throw new Error(`${text} is known`);
  return value;
}

describe('fitOf', () => {
  it.each([
    ['app-${var.x}', 'app-.*', 'always'],
    ['app-${var.x}', '^app-.*$', 'always'],
    ['app-${var.x}', '[^]*', 'always'],
    ['app-${var.x}', 'app-[a-z]+', 'maybe'],
    ['app-${var.x}', 'app-.+', 'maybe'],
    ['app-${var.x}', 'app', 'maybe'],
    ['app-${var.x}', 'app-[^q]*', 'maybe'],
    ['app-${var.x}', 'app-(?!test).*', 'maybe'],
    ['app-${var.x}', 'web-.*', 'never'],
    ['app-${var.x}', 'ap{1,2}-.+', 'maybe'],
    ['app-${var.x}', 'aw*pp-.+', 'maybe'],
    ['app-${var.x}', 'aw?pp-.+', 'maybe'],
    ['app-${var.x}', 'web-.*|app-.*', 'always'],
    ['app-${var.x}', '(web|app)-.+', 'maybe'],
    ['app.${var.x}', 'app\\.[a-z]+', 'maybe'],
    ['app-${var.x}', 'app\\.[a-z]+', 'never'],
    ['${var.x}-db', '[a-z]+-queue', 'never'],
    ['${var.x}-db', '[a-z]+-db$', 'maybe'],
    ['${var.x}-5', '[a-z]+\\d', 'maybe'],
    ['${var.x}-5-q', '[a-z]+\\d-q', 'maybe'],
    ['${var.x}', 'app-.*', 'maybe'],
    ['a${var.x}z', 'a.*b', 'never'],
  ])('%s and %s: %s', (text, pattern, fit) => {
    expect(fitOf(template(text), pattern)).toBe(fit);
  });

  it.each([
    ['prod-${var.x}', ['prod-a', 'dev'], 'maybe'],
    ['prod-${var.x}', ['prod', 'dev'], 'never'],
    ['${var.x}', ['prod'], 'maybe'],
    ['a.${var.x}', ['abc'], 'never'],
  ])('%s and the list %j: %s', (text, allowed, fit) => {
    expect(fitOf(template(text), allowed)).toBe(fit);
  });
});
