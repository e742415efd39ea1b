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

import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

import io.zmqspring.benchmarks.figures.Figures;
import io.zmqspring.benchmarks.figures.LatencyRun;

/**
 * A bar of the latency plot: medians over the rounds, in microseconds.
 *
 * @param scene the scene with its rate
 * @param variant the measured variant
 * @param p50 the median
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 */
record LatencyBar(String scene, String variant, double p50, double p99, double p999) {

	static LatencyBar of(String scene, String variant, List<LatencyRun> runs) {
		return new LatencyBar(scene, variant, LatencyPage.series(runs, LatencyRun::p50).median(),
				LatencyPage.series(runs, LatencyRun::p99).median(),
				LatencyPage.series(runs, LatencyRun::p999).median());
	}

	static CategoryDataset dataset(List<LatencyBar> bars) {
		DefaultCategoryDataset dataset = new DefaultCategoryDataset();
		bars.forEach((bar) -> dataset.addValue(bar.p99(), "", bar.scene() + ", " + bar.variant()));
		return dataset;
	}

	String label() {
		return Figures.number(this.p50) + " – " + Figures.number(this.p99) + " – " + Figures.number(this.p999);
	}

}
