/* Units: currencies, durations, rhythms. Dates never pass through time_t. */
#include "model/units.h"

#include <string.h>

#include "base/text.h"
#include "model/model.h"
#include "syntax/parse.h"

static const char currencies[] =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY "
    "COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR "
    "IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR "
    "MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD "
    "XOF XPF YER ZAR ZMW ZWG ";

bool plint_unit_is_currency(const char *word, uint32_t len)
{
	if (len != 3)
		return false;
	for (const char *c = currencies; *c; c += 4)
		if (memcmp(c, word, 3) == 0)
			return true;
	return false;
}

bool plint_unit_is_plural_pair(const char *a, uint32_t a_len, const char *b, uint32_t b_len)
{
	if (a_len < b_len)
		return b_len == a_len + 1 && b[a_len] == 's' && memcmp(a, b, a_len) == 0;
	return a_len == b_len + 1 && a[b_len] == 's' && memcmp(a, b, b_len) == 0;
}

bool plint_duration_parse(double count, const char *unit, uint32_t len, struct plint_duration *out)
{
	static const struct {
		const char *singular, *plural;
		int months, days;
	} units[] = {{"day", "days", 0, 1}, {"week", "weeks", 0, 7}, {"month", "months", 1, 0},
	             {"quarter", "quarters", 3, 0}, {"year", "years", 12, 0}};
	if (!(count >= 0 && count <= 10000))
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (!plint_text_is(unit, len, units[i].singular) && !plint_text_is(unit, len, units[i].plural))
			continue;
		out->months = (int32_t)(count * units[i].months);
		out->days = (int32_t)(count * units[i].days);
		/* Half a year is six months; half a month has no calendar, so it counts in days. */
		double rest_months = count * units[i].months - out->months;
		out->days += (int32_t)(rest_months * 30.436875 + 0.5);
		return true;
	}
	return false;
}

bool plint_rhythm_parse(const char *word, uint32_t len, struct plint_duration *out)
{
	static const struct {
		const char *word;
		struct plint_duration interval;
	} rhythms[] = {{"daily", {0, 1}},     {"weekly", {0, 7}},      {"monthly", {1, 0}},
	               {"quarterly", {3, 0}}, {"half-yearly", {6, 0}}, {"yearly", {12, 0}}};
	for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++)
		if (plint_text_is(word, len, rhythms[i].word)) {
			*out = rhythms[i].interval;
			return true;
		}
	return false;
}

double plint_duration_days(struct plint_duration d)
{
	return d.months * 30.436875 + d.days;
}

int32_t plint_date_add(int32_t day, struct plint_duration d, int sign)
{
	int year;
	unsigned month1, day1;
	plint_date_civil(day, &year, &month1, &day1);
	int months = year * 12 + (int)month1 - 1 + sign * d.months;
	year = months / 12 - (months % 12 < 0);
	month1 = (unsigned)(months - year * 12) + 1;
	unsigned length = plint_date_month_length(year, month1);
	if (day1 > length)
		day1 = length;
	return plint_date_days(year, month1, day1) + sign * d.days;
}
