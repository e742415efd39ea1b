package io.zmqspring.support;

/**
 * How much a test does. The ordinary run is short; {@code -Dzmq.tests.size=nightly} asks
 * for the sizes that are promised.
 */
public final class TestSize {

	private static final boolean NIGHTLY = "nightly".equals(System.getProperty("zmq.tests.size"));

	private TestSize() {
	}

	/**
	 * Choose a size.
	 * @param ordinary the size in every run
	 * @param nightly the size in the nightly run
	 * @return the size of this run
	 */
	public static int of(int ordinary, int nightly) {
		return NIGHTLY ? nightly : ordinary;
	}

}
