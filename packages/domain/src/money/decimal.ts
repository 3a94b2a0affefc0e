import { z } from 'zod';

/**
 * Decimal numbers travel and are stored as text ("2.5"), because a binary fraction cannot say most of them. For
 * arithmetic they become whole numbers of their smallest step: "2.5" with 3 places is 2500n.
 */

/** A decimal number that is not negative, with so many digits before and after the point at most. */
export function decimal(whole: number, places: number) {
  return z
    .string()
    .regex(
      new RegExp(`^\\d{1,${whole}}(\\.\\d{1,${places}})?$`, 'u'),
      `Send a decimal number as text, with up to ${places} places, such as "2.5"`,
    )
    .overwrite(plainDecimal);
}

/** A percentage between "0" and "100". */
export function percent(places: number) {
  return z
    .string()
    .regex(
      new RegExp(`^(\\d{1,2}(\\.\\d{1,${places}})?|100(\\.0{1,${places}})?)$`, 'u'),
      `Send a percentage from 0 to 100 as text, with up to ${places} places, such as "12.5"`,
    )
    .overwrite(plainDecimal);
}

/**
 * A decimal as a whole number of its smallest step: `toSteps('-1.25', 3)` is `-1250n`.
 * @throws RangeError for what is not a decimal number of so many places; schemas have checked it before
 */
export function toSteps(text: string, places: number): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(text);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  const significant = fraction.replace(/0+$/u, '');
  if (!match || significant.length > places) throw new RangeError(`${text} has not ${places} places.`);
  const steps = BigInt(whole + significant.padEnd(places, '0'));
  return sign === '-' ? -steps : steps;
}

/** The other way, without zeros that say nothing: `fromSteps(2500n, 3)` is "2.5". */
export function fromSteps(steps: bigint, places: number): string {
  const digits = (steps < 0n ? -steps : steps).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/u, '');
  return `${steps < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The one writing of a decimal, so that equal ones are equal texts: "02.50" is "2.5". */
export function plainDecimal(text: string): string {
  const unpadded = text.replace(/^0+(?=\d)/u, '');
  return unpadded.includes('.') ? unpadded.replace(/\.?0+$/u, '') : unpadded;
}

/** The nearest whole number to a fraction; halves go away from zero, as people round amounts. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator < 0n) return divideRounded(-numerator, -denominator);
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}
