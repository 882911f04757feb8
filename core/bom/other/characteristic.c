/* SPDX-License-Identifier: Apache-2.0 */
/* characteristic - masses among characteristics; see characteristic.h. */
#include "core/bom/other/characteristic.h"

bool
characteristic_is_mass(struct str name)
{
	static const char *const names[] = { "mass", "weight", "net mass",
		"net weight", "unit mass", "unit weight", "item mass",
		"item weight" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_is_nocase(str_trim(name), names[i]))
			return true;
	return false;
}

bool
characteristic_measured(
    const struct input *in, const struct sax_tag *tag, struct measured *mass)
{
	const struct field name =
	    elements_attr(tag, "measuredCharacteristicName");
	const struct measured_fields m = {
		.value = elements_attr(tag, "measuredCharacteristicValue"),
		.minus = elements_attr(tag, "engineeringNegativeTolerance"),
		.plus = elements_attr(tag, "engineeringPositiveTolerance"),
		.unit = elements_attr(tag, "engineeringUnitOfMeasure"),
	};

	return !characteristic_is_mass(name.text) ||
	       measured_take(in, &m, mass);
}

bool
characteristic_ranged(
    const struct input *in, const struct sax_tag *tag, struct measured *mass)
{
	const struct field name =
	    elements_attr(tag, "rangedCharacteristicName");
	const struct measured_fields m = {
		.min = elements_attr(tag, "rangedCharacteristicLowerValue"),
		.max = elements_attr(tag, "rangedCharacteristicUpperValue"),
		.unit = elements_attr(tag, "engineeringUnitOfMeasure"),
	};

	return !characteristic_is_mass(name.text) ||
	       measured_take(in, &m, mass);
}
