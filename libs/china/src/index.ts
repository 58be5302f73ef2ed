export { customsCountry, customsCurrency } from './codes.ts';
export { chinaDay, chinaMoment, chinaTime } from './time.ts';
