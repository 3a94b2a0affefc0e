import { describe, expect, it } from 'vitest';
import { originList } from './cors.ts';

describe('the setting of origins', () => {
  it('takes origins as browsers write them', () => {
    expect(originList.parse('https://console.example, http://localhost:5173')).toEqual([
      'https://console.example',
      'http://localhost:5173',
    ]);
  });

  it.each([
    '*',
    'https://*.example',
    'https://console.example/',
    'https://Console.example',
    'console.example',
    'null',
    '',
  ])('refuses %s', (text) => expect(originList.safeParse(text).success).toBe(false));
});
