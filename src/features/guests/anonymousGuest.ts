/** What stands in a customer's record, and in the reservations made for them, once nobody is to know who it was. */
export function anonymousGuest(customerNumber: number): { readonly firstName: string; readonly lastName: string; readonly email: string } {
  // Never delivered to, and another for each customer, as a company's addresses are.
  return { firstName: 'Anonymised', lastName: 'Guest', email: `anonymised-${customerNumber}@guest.invalid` };
}
