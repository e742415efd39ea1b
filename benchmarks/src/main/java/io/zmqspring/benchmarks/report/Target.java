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

package io.zmqspring.benchmarks.report;

import java.util.List;
import java.util.function.DoublePredicate;

import org.jspecify.annotations.Nullable;

/**
 * A performance goal with the measured result.
 *
 * @param what the measured quantity
 * @param goal the goal in words
 * @param measured the result in words, {@code null} if it was not measured
 * @param verdict whether the goal is met
 * @param source the file with the figures
 */
record Target(String what, String goal, @Nullable String measured, String verdict, String source) {

	private static final String NOT_MEASURED = "not measured";

	/**
	 * Create a target.
	 * @param what the measured quantity
	 * @param goal the goal in words
	 * @param figure the median and the quartiles in words
	 * @param median of the figures, NaN if there are none
	 * @param met tests whether a median meets the goal
	 * @param source the file with the figures
	 * @return the target with its verdict
	 */
	static Target of(String what, String goal, String figure, double median, DoublePredicate met, String source) {
		if (Double.isNaN(median)) {
			return new Target(what, goal, null, "–", source);
		}
		return new Target(what, goal, figure, met.test(median) ? "met" : "**not met**", source);
	}

	/**
	 * Create a target whose figures cannot be compared.
	 * @param what the measured quantity
	 * @param goal the goal in words
	 * @param reason why they cannot be compared
	 * @param source the file with the figures
	 * @return the target without a verdict
	 */
	static Target undecided(String what, String goal, String reason, String source) {
		return new Target(what, goal, reason, "no comparison", source);
	}

	List<String> row() {
		return List.of(this.what, this.goal, (this.measured != null) ? this.measured : NOT_MEASURED, this.verdict,
				this.source);
	}

}
