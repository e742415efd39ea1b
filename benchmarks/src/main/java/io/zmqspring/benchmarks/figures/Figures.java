/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.benchmarks.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Formats figures with three significant digits, which is the precision of the
 * measurements.
 */
public final class Figures {

	/** The text for a missing figure. */
	public static final String NONE = "–";

	private Figures() {
	}

	/**
	 * Format a number, such as {@code 0.957}, {@code 12.3} or {@code 1,230}.
	 * @param value the number
	 * @return its text
	 */
	public static String number(double value) {
		if (!Double.isFinite(value)) {
			return NONE;
		}
		BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
		int digits = Math.max(0, Math.min(rounded.scale(), 3));
		return (Math.abs(value) < 0.0005) ? "0" : String.format(Locale.ROOT, "%,." + digits + "f", rounded);
	}

	/**
	 * Format a number that always has a sign.
	 * @param value the number
	 * @return its text
	 */
	public static String difference(double value) {
		return (value > 0) ? "+" + number(value) : number(value);
	}

	/**
	 * Format a rate, such as {@code 1.23 M}, {@code 565 k} or {@code 40}.
	 * @param perSecond the rate
	 * @return its text
	 */
	public static String rate(double perSecond) {
		if (perSecond >= 999_500) {
			return number(perSecond / 1e6) + " M";
		}
		return (perSecond >= 999.5) ? number(perSecond / 1e3) + " k" : number(perSecond);
	}

	/**
	 * Format a share, such as {@code 12.3 %}.
	 * @param part the part of the whole
	 * @param whole the whole
	 * @return its text
	 */
	public static String percent(double part, double whole) {
		return number(100 * part / whole) + " %";
	}

	public static String count(long value) {
		return String.format(Locale.ROOT, "%,d", value);
	}

	/**
	 * Format a median with its quartiles.
	 * @param series the figures
	 * @return such as {@code 0.957 (0.951 – 0.962)}
	 */
	public static String withQuartiles(Series series) {
		return withQuartiles(series, Figures::number);
	}

	/**
	 * Format a median difference with its quartiles.
	 * @param series the differences
	 * @return such as {@code +5.7 (+5.1 – +6.2)}
	 */
	public static String differenceWithQuartiles(Series series) {
		return withQuartiles(series, Figures::difference);
	}

	private static String withQuartiles(Series series, DoubleFunction<String> text) {
		if (series.isEmpty()) {
			return NONE;
		}
		return text.apply(series.median()) + " (" + text.apply(series.quantile(0.25)) + " – "
				+ text.apply(series.quantile(0.75)) + ")";
	}

}
