// The sums at the heart of exp and log, written once for plain doubles (math.cpp) and for vectors of them (lanes.inl): one
// text, so one order of operations and the same bits. Who includes it has named its type `Number`, and in
// CHOKEPOINT_INLINE what its functions are.
//
// Polynomials are summed by pairs (Estrin 1960): the terms of a pair wait for no other pair, which halves the time of
// Horner's chain.

// ln 2 in two parts: the high one has 21 trailing zero bits, so that k * high is exact for |k| < 2^21.
constexpr double ln2_high = 0x1.62e42fee00000p-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;

// e^x / 2^k, for the k that brings x within ln 2 / 2 of k ln 2.
CHOKEPOINT_INLINE Number exp_series(Number x, Number k) {
    const Number r = (x - k * ln2_high) - k * ln2_low;
    // Taylor series to the 13th power: the remainder is below 2^-57 on this interval.
    const Number r2 = r * r, r4 = r2 * r2;
    const Number from2 = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
    const Number from6 = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
    const Number from10 = (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800.0));
    return 1.0 + (r + r2 * (from2 + r4 * (from6 + r4 * from10)));
}

// ln(mantissa * 2^k), for a mantissa between the square roots of 1/2 and 2.
CHOKEPOINT_INLINE Number log_series(Number mantissa, Number k) {
    // log m = 2 atanh s, s = (m - 1) / (m + 1), |s| <= 0.1716: odd series to the 21st power.
    const Number s = (mantissa - 1.0) / (mantissa + 1.0);
    const Number z = s * s, z2 = z * z, z4 = z2 * z2;
    const Number from3 = (1.0 / 3 + z * (1.0 / 5)) + z2 * (1.0 / 7 + z * (1.0 / 9));
    const Number from11 = (1.0 / 11 + z * (1.0 / 13)) + z2 * (1.0 / 15 + z * (1.0 / 17));
    const Number from19 = 1.0 / 19 + z * (1.0 / 21);
    const Number series = z * (from3 + z4 * (from11 + z4 * from19));
    return k * ln2_high + (2.0 * s + (2.0 * s * series + k * ln2_low));
}
