package io.zmqspring.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A sign of life. Written without a JSON library and without the application's converter,
 * so that every peer can rely on its fields.
 *
 * @param sentAt when it is sent
 * @param service who is alive
 * @param state how it is doing
 * @param sequence counts up from 1; a gap means loss
 */
public record Heartbeat(Instant sentAt, String service, String state, long sequence) {

	private static final long MICROS = 1_000_000;

	/**
	 * The heartbeat on the wire.
	 * @return JSON, ASCII only as Python writes it
	 */
	public byte[] toJson() {
		StringBuilder json = new StringBuilder(160).append("{\"type\":\"Heartbeat\",\"timestamp\":")
			.append(unixSeconds())
			.append(",\"service\":");
		quote(this.service, json);
		json.append(",\"state\":");
		quote(this.state, json);
		json.append(",\"sequence\":").append(this.sequence).append('}');
		return json.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private String unixSeconds() {
		long micros = this.sentAt.getEpochSecond() * MICROS + this.sentAt.getNano() / 1000;
		return BigDecimal.valueOf(micros, 6).toPlainString();
	}

	private static void quote(String text, StringBuilder json) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '"' || character == '\\') {
				json.append('\\').append(character);
			}
			else if (character >= ' ' && character <= '~') {
				json.append(character);
			}
			else {
				json.append("\\u").append(Integer.toHexString(0x10000 | character), 1, 5);
			}
		}
		json.append('"');
	}

}
