using System.Text.Json.Serialization;

namespace Iris.DataFolder;

[JsonSerializable(typeof(LockHolder))]
internal sealed partial class DataFolderJson : JsonSerializerContext;
