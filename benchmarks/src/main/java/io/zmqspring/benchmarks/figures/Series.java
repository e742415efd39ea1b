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

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * A figure of one contestant in each measured round. Contestants are compared round by
 * round because a disturbance of the machine affects all runs of a round.
 *
 * @param byRound the figures by round
 */
public record Series(SortedMap<Integer, Double> byRound) {

	/**
	 * Create the series of the measured runs.
	 * @param runs runs with the same case and contestant, one per round
	 * @param round returns the round of a run, negative for a warm-up
	 * @param figure returns the figure of a run; a figure that is not finite is left out
	 * @param <R> the type of the runs
	 * @return the series
	 * @throws IllegalStateException if there are two runs of a round
	 */
	public static <R> Series of(Collection<R> runs, ToIntFunction<R> round, ToDoubleFunction<R> figure) {
		SortedMap<Integer, Double> byRound = new TreeMap<>();
		for (R run : runs) {
			double value = figure.applyAsDouble(run);
			if (round.applyAsInt(run) >= 0 && Double.isFinite(value)
					&& byRound.put(round.applyAsInt(run), value) != null) {
				throw new IllegalStateException("Two runs of one round: " + run);
			}
		}
		return new Series(byRound);
	}

	/**
	 * Return the ratios to another contestant's figures of the same rounds.
	 * @param base the figures of the other contestant
	 * @return a figure per round that both have
	 */
	public Series ratioTo(Series base) {
		return pair(base, (own, other) -> own / other);
	}

	/**
	 * Return the differences to another contestant's figures of the same rounds.
	 * @param base the figures of the other contestant
	 * @return a figure per round that both have
	 */
	public Series minus(Series base) {
		return pair(base, (own, other) -> own - other);
	}

	private Series pair(Series base, DoubleBinaryOperator operator) {
		SortedMap<Integer, Double> result = new TreeMap<>();
		this.byRound.forEach((round, own) -> {
			Double other = base.byRound.get(round);
			double value = (other != null) ? operator.applyAsDouble(own, other) : Double.NaN;
			if (Double.isFinite(value)) {
				result.put(round, value);
			}
		});
		return new Series(result);
	}

	public boolean isEmpty() {
		return this.byRound.isEmpty();
	}

	public double median() {
		return quantile(0.5);
	}

	public double min() {
		return quantile(0);
	}

	public double max() {
		return quantile(1);
	}

	/**
	 * Return a quantile, interpolated between the two nearest figures.
	 * @param share of the figures that are smaller, 0 to 1
	 * @return the quantile, NaN if there are no figures
	 */
	public double quantile(double share) {
		double[] sorted = this.byRound.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
		if (sorted.length == 0) {
			return Double.NaN;
		}
		double position = share * (sorted.length - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
	}

}
