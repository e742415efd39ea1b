package io.zmqspring.testsupport;

/**
 * How large a test is. The ordinary run is small; {@code -Dzmq.tests.size=nightly} makes
 * every test that knows two sizes as large as its promise says.
 */
public final class TestSize {

	private static final String PROPERTY = "zmq.tests.size";

	private TestSize() {
	}

	/**
	 * Choose by the size of the run.
	 * @param ordinary the size in every run
	 * @param nightly the size in the nightly run
	 * @return one of the two
	 */
	public static int of(int ordinary, int nightly) {
		String size = System.getProperty(PROPERTY, "ordinary");
		return switch (size) {
			case "ordinary" -> ordinary;
			case "nightly" -> nightly;
			default -> throw new IllegalArgumentException(
					"The system property " + PROPERTY + " is '" + size + "'; write 'ordinary' or 'nightly'");
		};
	}

}
