package io.zmqspring.benchmarks.report;

import java.util.List;

import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * A bar of the picture of latencies, medians over the rounds in microseconds.
 *
 * @param scene with its rate
 * @param variant that was measured
 * @param p50 half of the messages took no longer
 * @param p99 99 % took no longer
 * @param p999 99.9 % took no longer
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
