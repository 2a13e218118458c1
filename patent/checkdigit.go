package patent

import "strconv"

// CheckDigit computes the check digit that an office prints behind an application number: CN over its digits, EP
// over 8, GB over 7, DE over its digits. The number holds digits alone, without the check digit. ok is false for
// other offices, for anything but digits, and where the rule of the office does not settle the digit (DE, when it
// would have two places).
//
// Each rule was recomputed against printed numbers; see the sources of the conformance vectors.
func CheckDigit(office, number string) (digit string, ok bool) {
	if !allDigits(number) {
		return "", false
	}
	switch office {
	case "CN": // weights 2..9,2..9,... from the left; sum mod 11; 10 is X
		if len(number) != 8 && len(number) != 12 {
			return "", false
		}
		sum := 0
		for i := range len(number) {
			sum += int(number[i]-'0') * (2 + i%8)
		}
		if sum%11 == 10 {
			return "X", true
		}
		return strconv.Itoa(sum % 11), true
	case "EP": // weights 1,2,1,2,... from the left, digits of the products added
		if len(number) != 8 {
			return "", false
		}
		return doubled(number, 1), true
	case "GB": // Luhn over the seven digits
		if len(number) != 7 {
			return "", false
		}
		return doubled(number, 0), true
	case "DE": // weights n+1..2 from the left; 11 - (sum mod 11)
		if len(number) < 7 || len(number) > 12 {
			return "", false
		}
		sum := 0
		for i := range len(number) {
			sum += int(number[i]-'0') * (len(number) + 1 - i)
		}
		if d := 11 - sum%11; d < 10 {
			return strconv.Itoa(d), true
		}
	}
	return "", false
}

// doubled is ten less the sum of the digits, those at places of the given parity (from 0) doubled and their own
// digits added, modulo ten.
func doubled(number string, parity int) string {
	sum := 0
	for i := range len(number) {
		d := int(number[i] - '0')
		if i%2 == parity {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return strconv.Itoa((10 - sum%10) % 10)
}
