package org.pastecluster.spring.boot.leader;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Calls from a class's code to guarded methods of the same object. Where the code never holds another object of its class, every call to a
 * method of that class is one. Else, as with a proxy of itself that was injected, only a call is taken for one that has {@code this}
 * just before it.
 */
final class SelfCalls {

    private SelfCalls() {}

    /** A guarded method that is called so; null for none, or if the class's code cannot be read. */
    static @Nullable Method find(Class<?> type, Set<Method> guarded) {
        Map<String, Method> bySignature = new HashMap<>();
        for (Method method : guarded) {
            bySignature.put(method.getName() + Type.getMethodDescriptor(method), method);
        }
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            Method found = find(each, type, bySignature);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Method find(Class<?> code, Class<?> type, Map<String, Method> guarded) {
        try (InputStream bytes = code.getResourceAsStream("/" + code.getName().replace('.', '/') + ".class")) {
            if (bytes == null) {
                return null;
            }
            Reading reading = new Reading(Type.getInternalName(type), Type.getInternalName(code), guarded);
            new ClassReader(bytes).accept(reading, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return reading.onThis != null || reading.holdsAnother ? reading.onThis : reading.onOwnType;
        } catch (IOException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static final class Reading extends ClassVisitor {

        private final Set<String> own;
        private final Map<String, Method> guarded;
        private @Nullable Method onThis;
        private @Nullable Method onOwnType;
        private boolean holdsAnother;

        Reading(String type, String code, Map<String, Method> guarded) {
            super(SpringAsmInfo.ASM_VERSION);
            this.own = new HashSet<>(List.of(type, code));
            this.guarded = guarded;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            for (Type argument : Type.getArgumentTypes(descriptor)) {
                holds(argument);
            }
            boolean hasThis = (access & Opcodes.ACC_STATIC) == 0;
            boolean bridge = (access & Opcodes.ACC_BRIDGE) != 0;
            return bridge ? null : new Calls(hasThis);
        }

        private void holds(Type type) {
            holdsAnother |= type.getSort() == Type.OBJECT && own.contains(type.getInternalName());
        }

        private final class Calls extends MethodVisitor {

            private final boolean hasThis;
            private boolean thisIsNext;

            Calls(boolean hasThis) {
                super(SpringAsmInfo.ASM_VERSION);
                this.hasThis = hasThis;
            }

            @Override
            public void visitVarInsn(int opcode, int index) {
                thisIsNext = hasThis && opcode == Opcodes.ALOAD && index == 0;
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                boolean superCall = opcode == Opcodes.INVOKESPECIAL;
                Method called = superCall || !own.contains(owner) ? null : guarded.get(name + descriptor);
                if (called != null) {
                    onOwnType = called;
                    onThis = thisIsNext && Type.getArgumentTypes(descriptor).length == 0 ? called : onThis;
                }
                holds(Type.getReturnType(descriptor));
                thisIsNext = false;
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
                for (Object argument : arguments) {
                    if (argument instanceof Handle handle && own.contains(handle.getOwner())) {
                        Method called = guarded.get(handle.getName() + handle.getDesc());
                        if (called != null) {
                            onOwnType = called;
                            onThis = thisIsNext ? called : onThis;
                        }
                    }
                }
                thisIsNext = false;
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                holds(Type.getType(descriptor));
                thisIsNext = false;
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                holds(Type.getObjectType(type));
                thisIsNext = false;
            }

            @Override
            public void visitInsn(int opcode) {
                thisIsNext = false;
            }

            @Override
            public void visitLdcInsn(Object value) {
                thisIsNext = false;
            }
        }
    }
}
