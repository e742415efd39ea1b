package io.zmqspring.benchmarks.report;

import java.util.List;

/**
 * The steps of the hot path.
 */
final class JmhPage {

	private static final List<String> COLUMNS = List.of("step", "parameters", "threads", "mode", "score", "± (99.9 %)",
			"unit", "bytes allocated per operation");

	// What JMH itself allocates shows up as a thousandth of a byte
	private static final double NOTHING = 0.05;

	private final List<JmhScore> scores;

	JmhPage(List<JmhScore> scores) {
		this.scores = scores;
	}

	String write() {
		return new MarkdownPage("Steps, by JMH")
			.table(COLUMNS, this.scores.stream().filter(JmhScore::isOfBenchmark).map(this::row).toList())
			.environment("jmh")
			.toString();
	}

	private List<String> row(JmhScore score) {
		double allocated = this.scores.stream()
			.filter((other) -> other.isAllocationOf(score))
			.mapToDouble(JmhScore::score)
			.findFirst()
			.orElse(Double.NaN);
		return List.of(score.shortName(), score.parameters(), String.valueOf(score.threads()), score.mode(),
				Figures.number(score.score()), Figures.number(score.error()), score.unit(),
				(allocated < NOTHING) ? "0" : Figures.number(allocated));
	}

}
