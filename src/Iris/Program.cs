Console.WriteLine("iris");
