package io.zmqspring.benchmarks.report;

import java.util.List;
import java.util.function.DoublePredicate;

import org.jspecify.annotations.Nullable;

/**
 * What was to be reached, and what was.
 *
 * @param what is measured
 * @param goal in words
 * @param measured in words, {@code null} if it was not
 * @param verdict whether the goal is met
 * @param source the file that tells
 */
record Target(String what, String goal, @Nullable String measured, String verdict, String source) {

	private static final String NOT_MEASURED = "not measured";

	/**
	 * A target.
	 * @param what is measured
	 * @param goal in words
	 * @param figure median and quartiles, in words
	 * @param median of the figures, NaN if there are none
	 * @param met whether a median meets the goal
	 * @param source the file that tells
	 * @return the target with its verdict
	 */
	static Target of(String what, String goal, String figure, double median, DoublePredicate met, String source) {
		if (Double.isNaN(median)) {
			return new Target(what, goal, null, "–", source);
		}
		return new Target(what, goal, figure, met.test(median) ? "met" : "**not met**", source);
	}

	/**
	 * A target whose figures compare with nothing.
	 * @param what is measured
	 * @param goal in words
	 * @param reason why they do not
	 * @param source the file that tells
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
