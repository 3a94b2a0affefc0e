import { expect, test } from 'vitest';
import { loginPath, pathAfterLogin } from './login-path.ts';

function after(path: string): string {
  return pathAfterLogin(new URL(path, 'http://crm.example').searchParams);
}

test('the sign-in leads back to where one was, with filter and all', () => {
  const path = loginPath({ pathname: '/leads', search: '?status=new&q=a%26b' });
  expect(after(path)).toBe('/leads?status=new&q=a%26b');
});

test('no link leads to another site after the sign-in', () => {
  for (const next of [
    '//evil.example',
    'https://evil.example',
    String.raw`/\evil.example`,
    'javascript:alert(1)',
    '',
  ]) {
    expect(after(`/login?next=${encodeURIComponent(next)}`)).toBe('/');
  }
});
