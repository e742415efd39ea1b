package io.zmqspring.socket.engine;

import java.lang.reflect.Field;

/**
 * Fields of JeroMQ that it does not show.
 */
final class EngineField {

	private EngineField() {
	}

	/**
	 * A field, made accessible.
	 * @param owner its class
	 * @param name its name
	 * @return the field
	 * @throws ReflectiveOperationException if this JeroMQ has none of that name
	 * @throws RuntimeException if JeroMQ is a module that does not open the package
	 */
	static Field of(Class<?> owner, String name) throws ReflectiveOperationException {
		Field field = owner.getDeclaredField(name);
		field.setAccessible(true);
		return field;
	}

}
